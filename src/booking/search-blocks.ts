import type { CalendarDate } from "../domain/document.ts";

/**
 * Writes down what searches read instead of a shop's old documents: the texts of all documents of some ten days, a block
 * (docs/storage.md). A block of which a document changes is read itself until it is written again, so that a night may stop
 * at its limit, fail or come twice.
 */

export interface SearchBlockRepository {
  /** Takes in the blocks with documents before this day, to be read themselves yet, and forgets those without. */
  extend(installationId: string, before: CalendarDate): Promise<void>;
  /** Writes blocks before this one that must be read themselves, the latest first; answers which. */
  write(installationId: string, before: string, limit: number): Promise<readonly string[]>;
}

export interface SearchBlockDependencies {
  readonly searchBlocks: SearchBlockRepository;
  now(): number;
}

const MS_PER_DAY = 86_400_000;

/** What is booked is younger as a rule, and then costs no row more; a search reads the documents of so many days itself. */
const RECENT_DAYS = 14;

/** Blocks in one statement: of a shop with a thousand documents a day it takes about a second. */
const BLOCKS_PER_STATEMENT = 30;

/** Seven years of a shop in its first night; the queue's consumer has a thousand statements in all. */
const STATEMENTS_PER_RUN = 12;

/** A night's work for one installation. */
export async function writeSearchBlocks(
  { searchBlocks, now }: SearchBlockDependencies,
  installationId: string,
): Promise<void> {
  let before = new Date(now() - RECENT_DAYS * MS_PER_DAY).toISOString().slice(0, 10);
  await searchBlocks.extend(installationId, before);
  for (let statement = 0; statement < STATEMENTS_PER_RUN; statement += 1) {
    const written = await searchBlocks.write(installationId, before, BLOCKS_PER_STATEMENT);
    const [earliest] = written.toSorted();
    if (earliest === undefined || written.length < BLOCKS_PER_STATEMENT) return;
    before = earliest;
  }
}
