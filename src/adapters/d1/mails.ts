import type { KeptMail, MailRepository } from "../../booking/mail/repositories.ts";
import type { Row } from "./installation-row.ts";

/** Mails, sent or only kept. */

function toMail(row: Row): KeptMail {
  const text = (name: string): string => String(row[name] ?? "");
  const numberOrNull = (name: string): number | null => {
    const cell = row[name];
    return typeof cell === "number" ? cell : null;
  };
  return {
    id: text("id"),
    installationId: row["installation_id"] === null ? null : text("installation_id"),
    recipient: text("recipient"),
    subject: text("subject"),
    text: text("body"),
    createdAt: Number(row["created_at"]),
    sentAt: numberOrNull("sent_at"),
    problem: row["problem"] === null ? null : text("problem"),
    attempts: Number(row["attempts"]),
    nextAttemptAt: numberOrNull("next_attempt_at"),
  };
}

export function createMailRepository(db: D1Database): MailRepository {
  return {
    async keep({ id, installationId, recipient, subject, text, createdAt, nextAttemptAt }) {
      await db
        .prepare(
          "INSERT INTO mails (id, installation_id, recipient, subject, body, created_at, next_attempt_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(id, installationId, recipient, subject, text, createdAt, nextAttemptAt)
        .run();
    },
    async markSent(id, at) {
      await db
        .prepare(
          "UPDATE mails SET sent_at = ?2, problem = NULL, next_attempt_at = NULL, attempts = attempts + 1 WHERE id = ?1",
        )
        .bind(id, at)
        .run();
    },
    async markFailed(id, { problem, nextAttemptAt }) {
      await db
        .prepare(
          "UPDATE mails SET problem = ?2, next_attempt_at = ?3, attempts = attempts + 1 WHERE id = ?1",
        )
        .bind(id, problem, nextAttemptAt)
        .run();
    },
    async due(now, limit) {
      const { results } = await db
        .prepare(
          "SELECT * FROM mails WHERE next_attempt_at IS NOT NULL AND next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ?",
        )
        .bind(now, limit)
        .all<Row>();
      return results.map((row) => toMail(row));
    },
    async list(installationId, before, limit) {
      const whose = installationId === null ? "1" : "installation_id = ?3";
      const statement = db.prepare(
        `SELECT * FROM mails WHERE ${whose} AND (?1 IS NULL OR (created_at, id) < (SELECT created_at, id FROM mails WHERE id = ?1)) ORDER BY created_at DESC, id DESC LIMIT ?2`,
      );
      const { results } = await (
        installationId === null
          ? statement.bind(before, limit)
          : statement.bind(before, limit, installationId)
      ).all<Row>();
      return results.map((row) => toMail(row));
    },
  };
}
