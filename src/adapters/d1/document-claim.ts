import type { Cause } from "../../booking/message.ts";
import { isMoving } from "../../booking/moving.ts";
import type { Claim } from "../../booking/ports/claim.ts";
import type { DocumentKey, DocumentRecord } from "../../booking/ports/document-record.ts";
import type { DocumentRepository } from "../../booking/ports/documents.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import { type DocumentRow, toRecord } from "./document-rows.ts";
import type { RunStatements } from "./grouped-statements.ts";

/** Claiming a document: one worker has it until its lease ends, and nobody while its installation moves. */

export const KEY = "installation_id = ? AND kind = ? AND source_id = ?";

/** A claim whose answer was lost may be repeated: its token is its own. */
const CLAIM = `
INSERT INTO documents (installation_id, kind, source_id, status, sort_date, received_at, claim_token, lease_until, next_check_at, asked_for, history)
VALUES (?1, ?2, ?3, 'processing', ?4, ?5, ?6, ?7, ?7, CASE WHEN ?9 IN ('process', 'fetch', 'backfill') THEN ?9 END, json_array(json_object('at', ?8, 'event', 'received', 'cause', ?9)))
ON CONFLICT (installation_id, kind, source_id) DO UPDATE SET
  claim_token = excluded.claim_token,
  lease_until = excluded.lease_until,
  next_check_at = excluded.next_check_at,
  asked_for = CASE WHEN documents.asked_for = 'fetch' THEN 'fetch' ELSE COALESCE(excluded.asked_for, documents.asked_for) END,
  status = CASE documents.status WHEN 'queued' THEN 'processing' ELSE documents.status END
WHERE (documents.claim_token IS NULL OR documents.lease_until < ?5 OR documents.claim_token = ?6)
  AND (documents.status IN ('queued', 'processing', 'open', 'unknown', 'error')
    OR (documents.status = 'skipped' AND (documents.reason = 'NEVER_PAID' OR (?9 = 'process' AND documents.reason <> 'ALREADY_PROCESSED') OR (documents.reason = 'BEFORE_START_DATE' AND ?9 = 'backfill'))))
RETURNING *`;

export function keyValues(installationId: string, key: DocumentKey): [string, string, string] {
  return [installationId, key.kind, key.sourceId];
}

/** While its installation moves a document is only looked at now and then. */
const MOVING_PAUSE_MS = 15_000;

export function createDocumentClaim({
  db,
  control,
  toInstallation,
  run,
}: ClaimDatabases): Pick<DocumentRepository, "claim"> {
  return {
    async claim(installationId, key, claim): Promise<Claim> {
      const { now } = claim;
      const statements = claimStatements(db, { installationId, key, ...claim });
      const owner = control
        .prepare("SELECT * FROM installations WHERE id = ?")
        .bind(installationId);
      try {
        const { claimed, current, installation } = await readClaim({
          db,
          control,
          statements,
          owner,
          run,
        });
        if (!installation) return { kind: "settled", status: "gone", installation: null };
        if (!claimed) return notClaimed(current, toInstallation(installation), now);
        return {
          kind: "claimed",
          document: toRecord(claimed),
          installation: toInstallation(installation),
        };
      } catch (error) {
        if (!isMoving(error)) throw error;
        // Its database may still be locked against one that is gone by now.
        if ((await owner.first()) === null)
          return { kind: "settled", status: "gone", installation: null };
        return { kind: "held", until: now + MOVING_PAUSE_MS, moving: true };
      }
    },
  };
}

/** Where the documents are, and where their installation is: often the same database. */
export interface ClaimDatabases {
  readonly db: D1Database;
  readonly control: D1Database;
  readonly toInstallation: (row: DocumentRow) => Installation;
  /** On `db`. */
  readonly run: RunStatements;
}

function claimStatements(
  db: D1Database,
  claim: {
    readonly installationId: string;
    readonly key: DocumentKey;
    readonly token: string;
    readonly now: number;
    readonly leaseMs: number;
    readonly message: Cause;
  },
): D1PreparedStatement[] {
  const { now, token, leaseMs, message } = claim;
  const key = keyValues(claim.installationId, claim.key);
  const instant = new Date(now).toISOString();
  return [
    db
      .prepare(CLAIM)
      .bind(...key, instant.slice(0, 10), now, token, now + leaseMs, instant, message),
    db.prepare(`SELECT status, lease_until FROM documents WHERE ${KEY}`).bind(...key),
  ];
}

/** One round trip, or two at once where the installation is in another database. */
async function readClaim({
  db,
  control,
  statements,
  owner,
  run,
}: Pick<ClaimDatabases, "db" | "control" | "run"> & {
  readonly statements: D1PreparedStatement[];
  readonly owner: D1PreparedStatement;
}): Promise<Readonly<Record<"claimed" | "current" | "installation", DocumentRow | undefined>>> {
  const [answers, apart] =
    db === control
      ? [await run([...statements, owner]), undefined]
      : await Promise.all([run(statements), owner.first<DocumentRow>()]);
  const [claimed, current, together] = answers;
  return {
    claimed: claimed?.results[0],
    current: current?.results[0],
    installation: apart ?? together?.results[0],
  };
}

function notClaimed(row: DocumentRow | undefined, installation: Installation, now: number): Claim {
  const status = row?.["status"] as DocumentRecord["status"] | undefined;
  const until = row?.["lease_until"];
  if (typeof until === "number" && until >= now) return { kind: "held", until };
  return { kind: "settled", status: status ?? "gone", installation };
}
