import type { FaultEffect } from "../../../sandbox/faults/fault.ts";
import { boeRows, bookEntry } from "./creates.ts";
import { inSession, login } from "./soap.ts";
import { sandboxWithShop } from "./support.ts";

/** A sandbox with an open session, whose journal entries can be made to fail. */
export async function prepared() {
  const { sandbox, control } = await sandboxWithShop();
  const session = await login(sandbox);
  return {
    control,
    sandbox,
    session,
    fail: (effect: FaultEffect, times = 1) =>
      control.faults.add({
        match: { vendor: "imuis", operation: "CreateJournaalpost" },
        effect,
        times,
      }),
    book: () => bookEntry(sandbox, session, boeRows()),
    keep: () => inSession(sandbox, { operation: "KeepSession", session }),
    booked: () => control.imuis.entries().length,
  };
}
