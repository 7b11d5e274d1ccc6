CREATE TABLE `connection_alerts` (
	`installation_id` text NOT NULL,
	`connection` text NOT NULL,
	`red_since` integer,
	`mailed_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `connection`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `connection_alerts_red` ON `connection_alerts` (`mailed_at`) WHERE red_since IS NOT NULL;--> statement-breakpoint
CREATE TABLE `mail_digests` (
	`installation_id` text NOT NULL,
	`local_date` text NOT NULL,
	`sent_at` integer NOT NULL,
	PRIMARY KEY(`installation_id`, `local_date`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `password_resets` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `password_resets_account` ON `password_resets` (`account_id`,`created_at`);--> statement-breakpoint
ALTER TABLE `mails` ADD `attempts` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `mails` ADD `next_attempt_at` integer;--> statement-breakpoint
CREATE INDEX `mails_due` ON `mails` (`next_attempt_at`) WHERE next_attempt_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`) WHERE account_id IS NOT NULL;