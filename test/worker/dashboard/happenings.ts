import { ERROR_CODES } from "../../../src/domain/codes.ts";
import { warning } from "../../../src/domain/warning.ts";

/** Figures and events of every kind that a document can have. */

/** Words of ours, as they are kept, beside those of a vendor. */
export const CAUSES = {
  silent: "iMUIS (Login): no answer within 30000 ms",
  unreadable: "iMUIS answered nothing readable for BOE: the records have no METADATA",
  down: "The connection does not answer; it is tried again now and then.",
  shop: "CCV Shop: network error: Network connection lost.",
  refused: "Rekening 8000 geblokkeerd (CS001)",
} as const;

export const FIGURES: Readonly<Record<string, string>> = {
  total: "99.00",
  lines: "98.00",
  difference: "1.00",
  allowed: "0.02",
  country: "DE",
  rate: "19",
  lineType: "shipping",
  vatNumber: "BE0123456749",
  source: "format",
  cause: CAUSES.silent,
  totalTax: "1.00",
  line: "Mok",
  currency: "USD",
  number: "ORD1",
  date: "2026-11-24",
  period: "11",
  path: "order",
  text: CAUSES.refused,
  reference: "41-2026-11-1",
  attempts: "30",
  debtor: "12000",
  onCard: "",
  expected: "BE0123456749",
  other: "ORD2",
  digits: "1",
  discount: "1.00",
  amount: "1.00",
  rates: "9%, 21%",
  countries: "DE",
  debtors: "1, 2",
  chosen: "1",
  differences: "cancelled in the shop; total 1.00 became 2.00; another customer or name",
  place: "4990",
  setting: "paymentMethods[0]",
  keys: "anna@voorbeeld.nl",
  which: "rowsAndCosts",
  name: "ideal",
  sent: "iDEAL",
  from: "2026-10-31",
  to: "2026-11-01",
  stated: "1.00",
  account: "4990",
  by: "anna@voorbeeld.nl",
  reason: "KvK",
  requestDate: "2026-11-24",
  consultationNumber: "WAPI1",
};

/** What the history of one document can hold at all. */
export const AT = "2026-11-24T08:00:00.000Z";

export const HISTORY: readonly object[] = [
  { event: "received", cause: "webhook" },
  ...["recheck", "sweep", "look", "changed", "process", "fetch", "backfill", "resume"].map(
    (cause) => ({ event: "claimed", cause }),
  ),
  { event: "sending" },
  { event: "settled", status: "unknown", code: "UNKNOWN", detail: CAUSES.silent },
  { event: "settled", status: "unknown", code: "STOPPED" },
  {
    event: "settled",
    status: "unknown",
    code: "GAVE_UP",
    detail: "the queue could not deliver it",
  },
  { event: "settled", status: "processed", code: "BOOKED", detail: "found in the books" },
  {
    event: "settled",
    status: "skipped",
    code: "ALREADY_PROCESSED",
    detail: "in the books as 41-2026-11-1",
  },
  { event: "settled", status: "skipped", code: "ALREADY_PROCESSED", detail: "order/12" },
  { event: "settled", status: "open", code: "CCV_UNAVAILABLE", detail: CAUSES.shop },
  ...ERROR_CODES.map((code) => ({ event: "settled", status: "error", code })),
  { event: "process", by: "anna@voorbeeld.nl" },
  { event: "dismiss", by: "anna@voorbeeld.nl", detail: "KvK" },
  { event: "resolve", by: "anna@voorbeeld.nl", detail: "booked" },
  { event: "resolve", by: "anna@voorbeeld.nl", detail: "not-booked" },
  {
    event: "warning",
    code: "CHANGED_AFTER_BOOKING",
    detail: warning("CHANGED_AFTER_BOOKING", FIGURES).message,
  },
];
