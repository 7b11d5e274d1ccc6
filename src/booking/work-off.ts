import { bookDocument } from "./book-document.ts";
import { giveUp } from "./give-up.ts";
import type { Message } from "./message.ts";
import { ATTEMPT_LIMIT } from "./retry-policy.ts";
import { type SweepDependencies, sweepShop } from "./sweep.ts";
import type { BookingDependencies } from "./work.ts";

/** What a message asks for, and when it wants to be looked at again (ms since 1970; null = done). */

export type WorkDependencies = BookingDependencies & SweepDependencies;

export async function workOff(
  deps: WorkDependencies,
  message: Message,
  failures: number,
): Promise<number | null> {
  switch (message.type) {
    case "document":
      if (failures >= ATTEMPT_LIMIT) {
        await giveUp(deps, message, "the document could not be worked on");
        return null;
      }
      return (await bookDocument(deps, message)).nextAt;
    case "sweep":
      return sweepShop(deps, message);
    case "inspect":
    case "backfill":
      return null;
  }
}
