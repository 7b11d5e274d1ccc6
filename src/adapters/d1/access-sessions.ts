import type { AccessRepository } from "../../booking/setup/repositories.ts";
import type { Row } from "./installation-row.ts";

/** Browser sessions, by the hash of their id. */

type Sessions = Pick<
  AccessRepository,
  "createSession" | "findSession" | "touchSession" | "chooseInstallation" | "deleteSession"
>;

const textOrNull = (cell: string | number | null | undefined): string | null =>
  typeof cell === "string" ? cell : null;

export function createSessionStore(db: D1Database): Sessions {
  return {
    async createSession(session) {
      await db
        .prepare(
          "INSERT INTO sessions (id_hash, account_id, installation_id, created_at, seen_at) VALUES (?, ?, ?, ?, ?)",
        )
        .bind(
          session.idHash,
          session.accountId,
          session.installationId,
          session.createdAt,
          session.seenAt,
        )
        .run();
    },
    async findSession(idHash) {
      const row = await db
        .prepare("SELECT * FROM sessions WHERE id_hash = ?")
        .bind(idHash)
        .first<Row>();
      if (row === null) return null;
      return {
        idHash,
        accountId: textOrNull(row["account_id"]),
        installationId: textOrNull(row["installation_id"]),
        createdAt: Number(row["created_at"]),
        seenAt: Number(row["seen_at"]),
      };
    },
    async touchSession(idHash, at) {
      await db.prepare("UPDATE sessions SET seen_at = ? WHERE id_hash = ?").bind(at, idHash).run();
    },
    async chooseInstallation(idHash, installationId) {
      await db
        .prepare("UPDATE sessions SET installation_id = ? WHERE id_hash = ?")
        .bind(installationId, idHash)
        .run();
    },
    async deleteSession(idHash) {
      await db.prepare("DELETE FROM sessions WHERE id_hash = ?").bind(idHash).run();
    },
  };
}
