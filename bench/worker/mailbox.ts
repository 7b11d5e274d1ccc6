import { Mailbox } from "../../src/administration/mailbox.ts";

/** What one message costs in the SQLite of its administration's object: put in, found, taken out. */

export interface MailboxCost {
  readonly rowsWritten: number;
  readonly statements: number;
}

/** A message among others of the same shop. */
const OTHERS = 20;

export function measureMailbox(sql: SqlStorage): MailboxCost {
  const counted = count(sql);
  const mailbox = new Mailbox(counted.sql);
  for (let other = 1; other <= OTHERS; other += 1) mailbox.put(message(other), other);
  counted.take();
  mailbox.put(message(0), 0);
  const row = mailbox.next("shop", 0, new Set());
  if (row?.key !== "shop/order/0") throw new Error("The message is not the first that is due.");
  mailbox.finish(row, 0);
  return counted.take();
}

function message(id: number): Parameters<Mailbox["put"]>[0] {
  return {
    type: "document",
    installationId: "shop",
    kind: "order",
    sourceId: String(id),
    cause: "webhook",
    event: "orders.created",
    backfillId: null,
  };
}

function count(sql: SqlStorage): { readonly sql: SqlStorage; take(): MailboxCost } {
  let cursors: { readonly rowsWritten: number }[] = [];
  const exec = (...statement: Parameters<SqlStorage["exec"]>): unknown => {
    const cursor = sql.exec(...statement);
    cursors.push(cursor);
    return cursor;
  };
  return {
    sql: { exec } as unknown as SqlStorage,
    take() {
      const rowsWritten = cursors.reduce((sum, cursor) => sum + cursor.rowsWritten, 0);
      const cost = { rowsWritten, statements: cursors.length };
      cursors = [];
      return cost;
    },
  };
}
