import type { AccessRepository, ApiToken } from "../../booking/setup/repositories.ts";
import type { Row } from "./installation-row.ts";

/** API tokens, by their hash; each belongs to one installation. */

type Tokens = Pick<
  AccessRepository,
  "createToken" | "findToken" | "touchToken" | "tokens" | "deleteToken"
>;

function toToken(row: Row): ApiToken {
  const lastUsedAt = row["last_used_at"];
  return {
    id: String(row["id"]),
    installationId: String(row["installation_id"]),
    name: String(row["name"]),
    tokenHash: String(row["token_hash"]),
    createdAt: Number(row["created_at"]),
    createdBy: String(row["created_by"]),
    lastUsedAt: typeof lastUsedAt === "number" ? lastUsedAt : null,
  };
}

export function createTokenStore(db: D1Database): Tokens {
  return {
    async createToken(token) {
      await db
        .prepare(
          "INSERT INTO tokens (id, installation_id, name, token_hash, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?)",
        )
        .bind(
          token.id,
          token.installationId,
          token.name,
          token.tokenHash,
          token.createdAt,
          token.createdBy,
        )
        .run();
    },
    async findToken(tokenHash) {
      const row = await db
        .prepare("SELECT * FROM tokens WHERE token_hash = ?")
        .bind(tokenHash)
        .first<Row>();
      return row === null ? null : toToken(row);
    },
    async touchToken(id, at) {
      await db.prepare("UPDATE tokens SET last_used_at = ? WHERE id = ?").bind(at, id).run();
    },
    async tokens(installationId) {
      const { results } = await db
        .prepare("SELECT * FROM tokens WHERE installation_id = ? ORDER BY created_at, id")
        .bind(installationId)
        .all<Row>();
      return results.map((row) => toToken(row));
    },
    async deleteToken(installationId, id) {
      const { meta } = await db
        .prepare("DELETE FROM tokens WHERE installation_id = ? AND id = ?")
        .bind(installationId, id)
        .run();
      return meta.changes > 0;
    },
  };
}
