ALTER TABLE `documents` ADD `problem_since` integer;--> statement-breakpoint
ALTER TABLE `account_installations` ADD `problems_seen_until` integer;--> statement-breakpoint
DROP INDEX `documents_list`;--> statement-breakpoint
CREATE INDEX `documents_list` ON `documents` (`installation_id`,`status`,`sort_date`,`source_id`,`kind`,`number`,`customer`,`imuis_reference`,`reason`,`error`,`problem_since`);
