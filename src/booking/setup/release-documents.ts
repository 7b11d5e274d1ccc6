import type { Cause, Message } from "../message.ts";
import { isMoving } from "../moving.ts";
import type { DocumentKey } from "../ports/document-record.ts";
import type { Installation } from "../ports/installations.ts";
import type { SetUpDependencies } from "./dependencies.ts";

type Needs = Pick<SetUpDependencies, "queue" | "now" | "log"> & {
  readonly documents: Pick<SetUpDependencies["documents"], "release">;
};

export interface Release {
  /** Codes of what is mended. */
  readonly codes: readonly string[];
  readonly cause: Cause;
}

export const MENDED_BOOKS: Release = {
  codes: ["IMUIS_LOGIN_FAILED", "IMUIS_UNAVAILABLE"],
  cause: "recheck",
};
export const MENDED_SHOP: Release = {
  codes: ["CCV_CREDENTIALS_INVALID", "CCV_UNAVAILABLE"],
  cause: "recheck",
};

/** Many documents at once must not stampede on one administration. */
const SPREAD_SECONDS_PER_DOCUMENT = 0.2;
const SPREAD_LIMIT_SECONDS = 600;

export function documentMessage(
  installationId: string,
  key: DocumentKey,
  cause: Cause,
): Extract<Message, { type: "document" }> {
  const { kind, sourceId } = key;
  return {
    type: "document",
    installationId,
    kind,
    sourceId,
    cause,
    event: null,
    backfillId: null,
  };
}

/**
 * Offers documents again whose cause is mended. They are due in D1 already when the message goes out,
 * so a queue that can't be reached only makes them wait for cron.
 */
export async function releaseDocuments(
  needs: Needs,
  installation: Pick<Installation, "id">,
  release: Release,
): Promise<number> {
  if (release.codes.length === 0) return 0;
  const keys = await releasedKeys(needs, installation.id, release);
  if (keys.length === 0) return 0;
  const spreadSeconds = Math.min(
    SPREAD_LIMIT_SECONDS,
    Math.floor(keys.length * SPREAD_SECONDS_PER_DOCUMENT),
  );
  const messages = keys.map((key) => documentMessage(installation.id, key, release.cause));
  try {
    await needs.queue.send(messages, { spreadSeconds });
  } catch {
    needs.log("release_not_queued", { installation: installation.id, documents: keys.length });
  }
  return keys.length;
}

/** While the installation moves nothing can be written; the end of the move releases what was mended meanwhile. */
async function releasedKeys(
  needs: Needs,
  installationId: string,
  { codes }: Release,
): Promise<readonly DocumentKey[]> {
  try {
    return await needs.documents.release(installationId, codes, needs.now().getTime());
  } catch (error) {
    if (!isMoving(error)) throw error;
    return [];
  }
}
