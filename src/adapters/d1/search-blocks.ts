import type { SearchBlockRepository } from "../../booking/search-blocks.ts";
import { DOCUMENT_STATUSES } from "../../domain/codes.ts";
import type { Databases } from "./databases.ts";

/**
 * The texts of blocks, beside the documents. A block is named by the first nine characters of its days, and `:` comes after
 * every digit. Triggers of the migration `search_blocks` say which must be written again.
 */

const STATUSES = DOCUMENT_STATUSES.map((status) => `'${status}'`).join(", ");

/** Each status through its own range of `documents_list`. */
const OF_BLOCK = `FROM documents WHERE documents.installation_id = search_blocks.installation_id AND documents.status IN (${STATUSES})
    AND documents.sort_date >= search_blocks.block AND documents.sort_date < search_blocks.block || ':'`;

const FORGET = `DELETE FROM search_blocks WHERE installation_id = ?1 AND text IS NULL AND NOT EXISTS (SELECT 1 ${OF_BLOCK})`;

/** Behind the last block that is there. */
export const BEHIND_BLOCKS =
  "COALESCE((SELECT MAX(block) || ':' FROM search_blocks WHERE installation_id = ?1), '')";

/** Not while an installation moves, and never where it left: nothing would erase it there. */
const EXTEND = `INSERT INTO search_blocks (installation_id, block)
  SELECT DISTINCT installation_id, substr(sort_date, 1, 9) FROM documents
  WHERE installation_id = ?1 AND status IN (${STATUSES}) AND sort_date >= ${BEHIND_BLOCKS} AND sort_date < substr(?2, 1, 9)
    AND NOT EXISTS (SELECT 1 FROM move_locks WHERE installation_id = ?1)`;

/** A number is often the end of the reference, and then found there. */
const TEXT =
  "CASE WHEN instr(imuis_reference, number) > 0 THEN '' ELSE number || char(10) END || customer || char(10) || COALESCE(imuis_reference || char(10), '')";

/** D1 refuses rows of more than two million bytes. A shop with so many documents is searched as if nothing were written. */
const TEXT_LIMIT_BYTES = 1_500_000;

/** `LIKE` would not see what is behind a zero character. */
const IS_WRITABLE = `SELECT TOTAL(length(CAST(${TEXT} AS BLOB))) <= ${TEXT_LIMIT_BYTES} AND MAX(instr(${TEXT}, char(0))) = 0 ${OF_BLOCK}`;

const WRITE = `UPDATE search_blocks SET text = CASE WHEN (${IS_WRITABLE}) THEN (SELECT group_concat(${TEXT}, '') ${OF_BLOCK}) END
  WHERE installation_id = ?1 AND block IN (
    SELECT block FROM search_blocks WHERE installation_id = ?1 AND text IS NULL AND block < ?2 ORDER BY block DESC LIMIT ?3)
  RETURNING block`;

export function createSearchBlockRepository({ dbFor }: Databases): SearchBlockRepository {
  return {
    async extend(installationId, before) {
      const db = await dbFor(installationId);
      await db.batch([
        db.prepare(FORGET).bind(installationId),
        db.prepare(EXTEND).bind(installationId, before),
      ]);
    },
    async write(installationId, before, limit) {
      const db = await dbFor(installationId);
      const { results } = await db
        .prepare(WRITE)
        .bind(installationId, before, limit)
        .all<{ block: string }>();
      return results.map(({ block }) => block);
    },
  };
}
