import { isMoving } from "../booking/moving.ts";
import { backoffMs } from "../booking/retry-policy.ts";
import type { WorkDependencies } from "../booking/work-off.ts";
import { workOff } from "../booking/work-off.ts";
import { BOOKS_CONNECTION, type Breakers, shopConnection } from "./breakers.ts";
import type { Drain } from "./drain.ts";
import type { Mailbox, MailboxRow } from "./mailbox.ts";

/** Works one row of the mailbox off and says what becomes of it: done, or when it comes back. */
export function createRowWork(
  mailbox: Mailbox,
  breakers: Breakers,
  work: WorkDependencies,
): Drain["work"] {
  /** Never rejects: a failure of ours or of D1 comes back later, and in the end before a person. */
  return async (row) => {
    const { failures } = row;
    try {
      const next = await workOff(work, row.message, failures);
      if (next === null) {
        mailbox.finish(row, work.now());
        return;
      }
      const { at: dueAt, message } =
        typeof next === "number" ? { at: next, message: row.message } : next;
      const heldBy = holding(row, { dueAt, now: work.now() }, breakers);
      mailbox.postpone(row, { dueAt, failures, heldBy, message });
    } catch (error) {
      workOffLater(row, error);
    }
  };

  /** A write that is refused while an installation moves to another database is nobody's failure. */
  function workOffLater(row: MailboxRow, error: unknown): void {
    const failures = row.failures + (isMoving(error) ? 0 : 1);
    const name = error instanceof Error ? error.name : "unknown";
    work.log("message.failed", { message: row.key, failures, error: name });
    const dueAt = work.now() + backoffMs(failures, work.pace);
    mailbox.postpone(row, { dueAt, failures, heldBy: null, message: row.message });
  }
}

/** A row that comes back exactly when a connection may be probed is held by that connection. */
function holding(
  row: MailboxRow,
  { dueAt, now }: { readonly dueAt: number; readonly now: number },
  breakers: Breakers,
): string | null {
  const candidates = new Set([BOOKS_CONNECTION, shopConnection(row.installationId)]);
  const found = breakers
    .blocked(now)
    .find(({ connection, until }) => candidates.has(connection) && dueAt <= until);
  return found?.connection ?? null;
}
