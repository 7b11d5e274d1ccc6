import type { Settlement } from "../../../src/booking/ports/claim.ts";
import type { JournalEntry } from "../../../src/domain/booking.ts";
import type { Harness, Owner } from "./owner.ts";

/** Documents in the states that a consumer brings them into. */

export const ENTRY: JournalEntry = {
  type: "journalEntry",
  journal: 41,
  offsetAccount: 2975,
  fiscalYear: 2026,
  period: 11,
  entryDate: "2026-11-20",
  amounts: "incl",
  total: {
    debtorNumber: 12001,
    amountCents: 5008,
    invoiceNumber: "14194",
    documentNumber: "14194",
    description: "14194",
  },
  lines: [
    {
      ledgerAccount: 8000,
      vatCode: 2,
      quantity: "1",
      amountCents: -1499,
      vatCents: -260,
      documentNumber: "14194",
      description: "Product",
    },
  ],
};

const FIELDS = {
  number: "14194",
  digits: "14194",
  orderId: null,
  bookingDate: "2026-11-20",
  customer: "J. Jansen",
  totalCents: 5008,
  currency: "EUR",
  warnings: [],
  trace: { steps: [] },
  vatEvidence: null,
  sourceHash: null,
  configurationVersion: 1,
};

/** Brings a document into a state as the consumer would. */
export async function place(
  harness: Harness,
  owner: Owner,
  { sourceId, ...settlement }: Omit<Settlement, "history" | "nextCheckAt"> & { sourceId: string },
) {
  const { documents } = harness.world.dependencies;
  const key = { kind: "order" as const, sourceId };
  const token = crypto.randomUUID();
  const now = harness.world.now;
  await documents.claim(owner.installationId, key, {
    token,
    now,
    leaseMs: 60_000,
    message: "webhook",
  });
  if (settlement.status === "processed" || settlement.status === "unknown") {
    await documents.recordIntent(owner.installationId, key, {
      token,
      now,
      leaseUntil: now + 60_000,
      wasWaiting: false,
      intent: {
        payloadHash: "h",
        lookFrom: 0,
        administrationKey: null,
        booking: ENTRY,
        at: now,
        settledFields: FIELDS,
      },
    });
  }
  await documents.settle(owner.installationId, key, {
    token,
    now,
    settlement: {
      fields: FIELDS,
      ...settlement,
      nextCheckAt: null,
      history: { event: "settled" },
    },
  });
  return `/api/documents/order/${sourceId}`;
}

export const post = (body?: unknown) => ({
  method: "POST",
  ...(body === undefined ? {} : { body }),
});
