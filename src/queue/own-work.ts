import { bookDocument } from "../booking/book-document.ts";
import { sendDigest } from "../booking/mail/send-digests.ts";
import type {
  DigestMessage,
  DocumentMessage,
  MoveMessage,
  RetentionMessage,
} from "../booking/message.ts";
import { moveOn } from "../booking/move-installation.ts";
import { retainInstallation } from "../booking/retention.ts";
import { writeSearchBlocks } from "../booking/search-blocks.ts";
import type { QueueDependencies } from "../dependencies/rounds.ts";

/**
 * What the consumer works off itself, since it concerns D1 and mail only: one after the other, and no more in one batch than
 * D1 answers in one invocation. The rest comes again.
 */

/** A document here is one of a shop without books. */
export type OwnWork = RetentionMessage | DigestMessage | MoveMessage | DocumentMessage;

/** The most queries that each asks; a retention more only while it has chunks to erase or texts to write. */
const QUERIES: Readonly<Record<OwnWork["type"], number>> = {
  retention: 30,
  digest: 15,
  move: 280,
  document: 12,
};

/** D1 answers a thousand in one invocation; the look-ups of a whole batch want two hundred of them. */
const QUERY_BUDGET = 600;

/** How many of these, from the first on, one invocation can do. */
export function affordable(works: readonly OwnWork[]): number {
  let queries = 0;
  const tooMany = works.findIndex(({ type }) => {
    queries += QUERIES[type];
    return queries > QUERY_BUDGET;
  });
  return tooMany === -1 ? works.length : tooMany;
}

/** False when it can't be done now: the installation moves, or somebody else has the document. */
export async function workOffHere(work: OwnWork, deps: QueueDependencies): Promise<boolean> {
  switch (work.type) {
    case "retention":
      await retainInstallation(deps, work.installationId);
      await writeSearchBlocks(deps, work.installationId);
      return true;
    case "digest":
      await sendDigest({ ...deps.mail, installations: deps.installations }, work);
      return true;
    case "move":
      await moveOn(deps, work.installationId);
      return true;
    case "document":
      return (await bookDocument(deps.unconnected, work)).status !== "held";
  }
}
