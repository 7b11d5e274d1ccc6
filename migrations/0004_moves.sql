CREATE TABLE `move_locks` (
	`installation_id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `moves` (
	`installation_id` text NOT NULL,
	`started_at` integer NOT NULL,
	`from_database` text NOT NULL,
	`to_database` text NOT NULL,
	`phase` text NOT NULL,
	`copied` integer DEFAULT 0 NOT NULL,
	`position` text,
	`lease_until` integer,
	`problem` text,
	`finished_at` integer,
	PRIMARY KEY(`installation_id`, `started_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `moves_running` ON `moves` (`installation_id`) WHERE finished_at IS NULL;--> statement-breakpoint
ALTER TABLE `installations` ADD `database` text DEFAULT 'DB' NOT NULL;--> statement-breakpoint
ALTER TABLE `installations` ADD `moving_to` text;