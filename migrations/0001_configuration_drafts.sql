CREATE TABLE `configuration_drafts` (
	`installation_id` text PRIMARY KEY NOT NULL,
	`draft` text NOT NULL,
	`saved_at` integer NOT NULL
) WITHOUT ROWID;
