CREATE TABLE `search_blocks` (
	`installation_id` text NOT NULL,
	`block` text NOT NULL,
	`text` text,
	PRIMARY KEY(`installation_id`, `block`)
);
--> statement-breakpoint
-- A block up to the last one of its installation is read itself from the moment that a document of it changes, whoever changes it.
-- Later ones have no row: what is booked today writes none.
-- One line for each trigger, and no quotes in comments: D1 splits a migration by its own rules.
CREATE TRIGGER `search_blocks_insert` AFTER INSERT ON `documents` WHEN EXISTS (SELECT 1 FROM search_blocks WHERE installation_id = NEW.installation_id AND block >= substr(NEW.sort_date, 1, 9)) BEGIN INSERT INTO search_blocks (installation_id, block) VALUES (NEW.installation_id, substr(NEW.sort_date, 1, 9)) ON CONFLICT DO UPDATE SET text = NULL WHERE text IS NOT NULL; END;
--> statement-breakpoint
CREATE TRIGGER `search_blocks_update_old` AFTER UPDATE OF `sort_date`, `number`, `customer`, `imuis_reference` ON `documents` WHEN (OLD.sort_date, OLD.number, OLD.customer, OLD.imuis_reference) IS NOT (NEW.sort_date, NEW.number, NEW.customer, NEW.imuis_reference) BEGIN UPDATE search_blocks SET text = NULL WHERE installation_id = OLD.installation_id AND block = substr(OLD.sort_date, 1, 9) AND text IS NOT NULL; END;
--> statement-breakpoint
CREATE TRIGGER `search_blocks_update_new` AFTER UPDATE OF `sort_date`, `number`, `customer`, `imuis_reference` ON `documents` WHEN (OLD.sort_date, OLD.number, OLD.customer, OLD.imuis_reference) IS NOT (NEW.sort_date, NEW.number, NEW.customer, NEW.imuis_reference) AND EXISTS (SELECT 1 FROM search_blocks WHERE installation_id = NEW.installation_id AND block >= substr(NEW.sort_date, 1, 9)) BEGIN INSERT INTO search_blocks (installation_id, block) VALUES (NEW.installation_id, substr(NEW.sort_date, 1, 9)) ON CONFLICT DO UPDATE SET text = NULL WHERE text IS NOT NULL; END;
--> statement-breakpoint
CREATE TRIGGER `search_blocks_delete` AFTER DELETE ON `documents` BEGIN UPDATE search_blocks SET text = NULL WHERE installation_id = OLD.installation_id AND block = substr(OLD.sort_date, 1, 9) AND text IS NOT NULL; END;
