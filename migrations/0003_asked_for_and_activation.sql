ALTER TABLE `documents` ADD `asked_for` text;--> statement-breakpoint
ALTER TABLE `installations` ADD `activating_until` integer;