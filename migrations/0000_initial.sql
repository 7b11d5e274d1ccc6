CREATE TABLE `account_installations` (
	`account_id` text NOT NULL,
	`installation_id` text NOT NULL,
	`linked_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `installation_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `account_installations_installation` ON `account_installations` (`installation_id`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text NOT NULL,
	`created_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_email` ON `accounts` (`email`);--> statement-breakpoint
CREATE TABLE `backfills` (
	`installation_id` text NOT NULL,
	`id` text NOT NULL,
	`kind` text NOT NULL,
	`from_date` text NOT NULL,
	`to_date` text NOT NULL,
	`dry_run` integer NOT NULL,
	`state` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`listed` integer DEFAULT 0 NOT NULL,
	`total` integer,
	`done` integer DEFAULT 0 NOT NULL,
	`booked` integer DEFAULT 0 NOT NULL,
	`failed` integer DEFAULT 0 NOT NULL,
	`skipped` integer DEFAULT 0 NOT NULL,
	`problem` text,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	PRIMARY KEY(`installation_id`, `id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `configuration_changes` (
	`installation_id` text NOT NULL,
	`version` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`changed_by` text NOT NULL,
	`before` text,
	`after` text,
	PRIMARY KEY(`installation_id`, `version`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cron_runs` (
	`cron` text NOT NULL,
	`scheduled_at` integer NOT NULL,
	`started_at` integer NOT NULL,
	PRIMARY KEY(`cron`, `scheduled_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `dead_letters` (
	`id` text PRIMARY KEY NOT NULL,
	`body` text NOT NULL,
	`received_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `documents` (
	`installation_id` text NOT NULL,
	`kind` text NOT NULL,
	`source_id` text NOT NULL,
	`status` text NOT NULL,
	`reason` text,
	`error` text,
	`number` text DEFAULT '' NOT NULL,
	`digits` text,
	`order_id` text,
	`booking_date` text,
	`sort_date` text NOT NULL,
	`customer` text DEFAULT '' NOT NULL,
	`total_cents` integer,
	`currency` text DEFAULT '' NOT NULL,
	`received_at` integer NOT NULL,
	`processed_at` integer,
	`imuis_reference` text,
	`warnings` text DEFAULT '[]' NOT NULL,
	`booking` text,
	`trace` text,
	`vat_evidence` text,
	`history` text DEFAULT '[]' NOT NULL,
	`overrides` text,
	`paid_on` text,
	`linked_to` text,
	`source_hash` text,
	`configuration_version` integer,
	`claim_token` text,
	`lease_until` integer,
	`next_check_at` integer,
	`attempts` integer DEFAULT 0 NOT NULL,
	`intent` text,
	`looks` integer DEFAULT 0 NOT NULL,
	`vies_asked_since` integer,
	`open_since` integer,
	PRIMARY KEY(`installation_id`, `kind`, `source_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `documents_list` ON `documents` (`installation_id`,`status`,`sort_date`,`source_id`,`kind`);--> statement-breakpoint
CREATE INDEX `documents_due` ON `documents` (`next_check_at`) WHERE next_check_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `documents_digits` ON `documents` (`installation_id`,`digits`) WHERE digits IS NOT NULL;--> statement-breakpoint
CREATE INDEX `documents_warnings` ON `documents` (`installation_id`) WHERE warnings <> '[]';--> statement-breakpoint
CREATE INDEX `documents_invoices_of_order` ON `documents` (`installation_id`,`order_id`) WHERE order_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `failure_counts` (
	`subject` text NOT NULL,
	`minute` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`subject`, `minute`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `installations` (
	`id` text PRIMARY KEY NOT NULL,
	`license_key` text NOT NULL,
	`state` text NOT NULL,
	`api_root` text NOT NULL,
	`api_public` text NOT NULL,
	`api_secret` text,
	`return_url` text NOT NULL,
	`web_shop_id` text,
	`shop_name` text,
	`handshake_at` integer NOT NULL,
	`link_used_for` integer,
	`webhook_token` text NOT NULL,
	`environment_code` text,
	`administration_key` text,
	`administration_name` text,
	`ccv_problem` text,
	`ccv_checked_at` integer,
	`imuis_problem` text,
	`imuis_checked_at` integer,
	`terms_version` text,
	`terms_accepted_at` integer,
	`configuration_version` integer DEFAULT 0 NOT NULL,
	`configuration` text,
	`setting_problems` text DEFAULT '[]' NOT NULL,
	`created_at` integer NOT NULL,
	`activated_at` integer,
	`first_active_on` text,
	`stopped_at` integer,
	`uninstalled_at` integer,
	`trial_ends_on` text NOT NULL,
	`additional_email` text,
	`swept_until` integer,
	`polls_invoices` integer DEFAULT false NOT NULL,
	`look_before_create_since` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `installations_api_public` ON `installations` (`api_public`);--> statement-breakpoint
CREATE INDEX `installations_api_root` ON `installations` (`api_root`);--> statement-breakpoint
CREATE INDEX `installations_web_shop` ON `installations` (`web_shop_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `installations_webhook_token` ON `installations` (`webhook_token`);--> statement-breakpoint
CREATE TABLE `known_debtors` (
	`installation_id` text NOT NULL,
	`customer_key` text NOT NULL,
	`debtor_number` integer NOT NULL,
	`vat_number` text DEFAULT '' NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `customer_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `known_products` (
	`installation_id` text NOT NULL,
	`number` text NOT NULL,
	`full_number` text NOT NULL,
	`seen_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `number`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`installation_id` text,
	`recipient` text NOT NULL,
	`subject` text NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`problem` text
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `mails_installation` ON `mails` (`installation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `refused_deliveries` (
	`installation_id` text NOT NULL,
	`minute` integer NOT NULL,
	`count` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `minute`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id_hash` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`installation_id` text,
	`created_at` integer NOT NULL,
	`seen_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `shop_invoices` (
	`installation_id` text NOT NULL,
	`id` text NOT NULL,
	`name` text NOT NULL,
	`content_base64` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `id`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`installation_id` text NOT NULL,
	`kind` text NOT NULL,
	`subject` text NOT NULL,
	`message` text NOT NULL,
	`details` text NOT NULL,
	`state` text NOT NULL,
	`answer` text,
	`created_at` integer NOT NULL,
	`answered_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `tickets_installation` ON `tickets` (`installation_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `tokens` (
	`id` text PRIMARY KEY NOT NULL,
	`installation_id` text NOT NULL,
	`name` text NOT NULL,
	`token_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` text NOT NULL,
	`last_used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `tokens_hash` ON `tokens` (`token_hash`);--> statement-breakpoint
CREATE INDEX `tokens_installation` ON `tokens` (`installation_id`);--> statement-breakpoint
CREATE TABLE `vat_number_answers` (
	`vat_number` text NOT NULL,
	`requester` text NOT NULL,
	`answer` text NOT NULL,
	`valid_until` integer NOT NULL,
	PRIMARY KEY(`vat_number`, `requester`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `webhooks` (
	`installation_id` text NOT NULL,
	`event` text NOT NULL,
	`shop_webhook_id` text NOT NULL,
	`key` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `event`)
) WITHOUT ROWID;
