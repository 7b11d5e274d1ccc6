-- What may be done with the rows of an installation while it moves from one data database to another (docs/decisions/0007).
--   closing   no new claim, what is under way ends
--   closed    nothing, the rows are being copied
--   arriving  only copied rows come in, which nobody has claimed
--   left      nothing but erasing what has been copied
-- The message INSTALLATION_MOVING is known by src/booking/moving.ts.
-- One line for each trigger, and no quotes in comments: D1 splits a migration by its own rules.
CREATE TRIGGER `documents_moving_insert` BEFORE INSERT ON `documents` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND (state IN ('closed', 'left') OR NEW.claim_token IS NOT NULL)) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_moving_update` BEFORE UPDATE ON `documents` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND state <> 'closing') BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `documents_moving_delete` BEFORE DELETE ON `documents` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = OLD.installation_id AND state IN ('closed', 'arriving')) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_debtors_moving_insert` BEFORE INSERT ON `known_debtors` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND state IN ('closed', 'left')) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_debtors_moving_update` BEFORE UPDATE ON `known_debtors` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND state <> 'closing') BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_debtors_moving_delete` BEFORE DELETE ON `known_debtors` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = OLD.installation_id AND state IN ('closed', 'arriving')) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_products_moving_insert` BEFORE INSERT ON `known_products` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND state IN ('closed', 'left')) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_products_moving_update` BEFORE UPDATE ON `known_products` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = NEW.installation_id AND state <> 'closing') BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
--> statement-breakpoint
CREATE TRIGGER `known_products_moving_delete` BEFORE DELETE ON `known_products` WHEN EXISTS (SELECT 1 FROM move_locks WHERE installation_id = OLD.installation_id AND state IN ('closed', 'arriving')) BEGIN SELECT RAISE(ABORT, 'INSTALLATION_MOVING'); END;
