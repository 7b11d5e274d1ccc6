import type { PasswordResetRepository } from "../../booking/mail/repositories.ts";

/** Links to choose a new password, by the hash of their token. */

export function createPasswordResetRepository(db: D1Database): PasswordResetRepository {
  return {
    async create({ tokenHash, accountId, createdAt, expiresAt }) {
      await db
        .prepare(
          "INSERT INTO password_resets (token_hash, account_id, created_at, expires_at) VALUES (?, ?, ?, ?)",
        )
        .bind(tokenHash, accountId, createdAt, expiresAt)
        .run();
    },
    async countSince(accountId, since) {
      const row = await db
        .prepare(
          "SELECT COUNT(*) AS count FROM password_resets WHERE account_id = ? AND created_at > ?",
        )
        .bind(accountId, since)
        .first<{ count: number }>();
      return row?.count ?? 0;
    },
    async find(tokenHash, now) {
      const row = await db
        .prepare(
          "SELECT account_id FROM password_resets WHERE token_hash = ? AND used_at IS NULL AND expires_at > ?",
        )
        .bind(tokenHash, now)
        .first<{ account_id: string }>();
      return row === null ? null : { accountId: row.account_id };
    },
    async redeem({ tokenHash, accountId }, { passwordHash, now }) {
      // The link is used up last: while it is alive, each statement of this one transaction applies; afterwards none does.
      const alive =
        "EXISTS (SELECT 1 FROM password_resets WHERE token_hash = ?1 AND account_id = ?2 AND used_at IS NULL AND expires_at > ?3)";
      const results = await db.batch([
        db
          .prepare(`UPDATE accounts SET password_hash = ?4 WHERE id = ?2 AND ${alive}`)
          .bind(tokenHash, accountId, now, passwordHash),
        db
          .prepare(`DELETE FROM sessions WHERE account_id = ?2 AND ${alive}`)
          .bind(tokenHash, accountId, now),
        db
          .prepare(
            `UPDATE password_resets SET used_at = ?3 WHERE account_id = ?2 AND used_at IS NULL AND ${alive}`,
          )
          .bind(tokenHash, accountId, now),
      ]);
      return (results[0]?.meta.changes ?? 0) > 0;
    },
  };
}
