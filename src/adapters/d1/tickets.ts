import type { Ticket, TicketRepository } from "../../booking/setup/repositories.ts";
import type { Row } from "./installation-row.ts";

/** Questions and reported problems. */

function toTicket(row: Row): Ticket {
  const answer = row["answer"];
  const answeredAt = row["answered_at"];
  return {
    id: String(row["id"]),
    installationId: String(row["installation_id"]),
    kind: row["kind"] as Ticket["kind"],
    subject: String(row["subject"]),
    message: String(row["message"]),
    details: JSON.parse(String(row["details"])) as unknown,
    state: row["state"] as Ticket["state"],
    answer: typeof answer === "string" ? answer : null,
    createdAt: Number(row["created_at"]),
    answeredAt: typeof answeredAt === "number" ? answeredAt : null,
  };
}

export function createTicketRepository(db: D1Database): TicketRepository {
  return {
    async create(ticket) {
      await db
        .prepare(
          "INSERT INTO tickets (id, installation_id, kind, subject, message, details, state, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(
          ticket.id,
          ticket.installationId,
          ticket.kind,
          ticket.subject,
          ticket.message,
          JSON.stringify(ticket.details),
          ticket.state,
          ticket.createdAt,
        )
        .run();
    },
    async list(installationId) {
      const { results } = await db
        .prepare(
          "SELECT * FROM tickets WHERE installation_id = ? ORDER BY created_at DESC, id DESC LIMIT 200",
        )
        .bind(installationId)
        .all<Row>();
      return results.map((row) => toTicket(row));
    },
    async listAll(before, limit) {
      const { results } = await db
        .prepare(
          "SELECT * FROM tickets WHERE ?1 IS NULL OR (created_at, id) < (SELECT created_at, id FROM tickets WHERE id = ?1) ORDER BY created_at DESC, id DESC LIMIT ?2",
        )
        .bind(before, limit)
        .all<Row>();
      return results.map((row) => toTicket(row));
    },
    async answer(id, { answer, state, at }) {
      const newState = state ?? (answer === undefined ? null : "answered");
      const row = await db
        .prepare(
          "UPDATE tickets SET answer = COALESCE(?2, answer), state = COALESCE(?3, state), answered_at = CASE WHEN ?2 IS NULL THEN answered_at ELSE ?4 END WHERE id = ?1 RETURNING *",
        )
        .bind(id, answer ?? null, newState, at)
        .first<Row>();
      return row === null ? null : toTicket(row);
    },
  };
}
