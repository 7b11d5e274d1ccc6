import type { AccessRepository, Account } from "../../booking/setup/repositories.ts";
import { createFailureCounts } from "./access-failures.ts";
import { createSeenProblems } from "./access-seen.ts";
import { createSessionStore } from "./access-sessions.ts";
import { createTokenStore } from "./access-tokens.ts";
import { type Row, toInstallation } from "./installation-row.ts";

/** Logins and which installations they see. Leaves out sessions, tokens and the counting of failures. */

type Accounts = Pick<
  AccessRepository,
  | "findAccount"
  | "findAccountByEmail"
  | "createAccount"
  | "link"
  | "linkedInstallations"
  | "addresses"
  | "claimInstallLink"
>;

/** Everything about who may see what. */
export function createAccessRepository(db: D1Database): AccessRepository {
  return {
    ...createAccountStore(db),
    ...createSeenProblems(db),
    ...createSessionStore(db),
    ...createTokenStore(db),
    ...createFailureCounts(db),
  };
}

function toAccount(row: Row): Account {
  return {
    id: String(row["id"]),
    email: String(row["email"]),
    passwordHash: String(row["password_hash"]),
    createdAt: Number(row["created_at"]),
  };
}

function createAccountStore(db: D1Database): Accounts {
  const first = async (condition: string, value: string): Promise<Account | null> => {
    const row = await db
      .prepare(`SELECT * FROM accounts WHERE ${condition} = ?`)
      .bind(value)
      .first<Row>();
    return row === null ? null : toAccount(row);
  };
  return {
    findAccount: (id) => first("id", id),
    findAccountByEmail: (email) => first("email", email),
    async createAccount(account) {
      const { meta } = await db
        .prepare(
          "INSERT INTO accounts (id, email, password_hash, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(account.id, account.email, account.passwordHash, account.createdAt)
        .run();
      return meta.changes > 0;
    },
    async link(accountId, installationId, at) {
      const { meta } = await db
        .prepare(
          "INSERT INTO account_installations (account_id, installation_id, linked_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(accountId, installationId, at)
        .run();
      return meta.changes > 0;
    },
    async addresses(installationId) {
      const { results } = await db
        .prepare(
          "SELECT accounts.email FROM account_installations JOIN accounts ON accounts.id = account_installations.account_id WHERE account_installations.installation_id = ? ORDER BY account_installations.linked_at, accounts.email",
        )
        .bind(installationId)
        .all<{ email: string }>();
      return results.map(({ email }) => email);
    },
    async linkedInstallations(accountId) {
      const { results } = await db
        .prepare(
          "SELECT installations.* FROM account_installations JOIN installations ON installations.id = account_installations.installation_id WHERE account_installations.account_id = ? ORDER BY installations.created_at, installations.id",
        )
        .bind(accountId)
        .all<Row>();
      return results.map((row) => toInstallation(row));
    },
    async claimInstallLink(installationId, handshakeAt) {
      const { meta } = await db
        .prepare(
          "UPDATE installations SET link_used_for = ?2 WHERE id = ?1 AND handshake_at = ?2 AND (link_used_for IS NULL OR link_used_for <> ?2)",
        )
        .bind(installationId, handshakeAt)
        .run();
      return meta.changes > 0;
    },
  };
}
