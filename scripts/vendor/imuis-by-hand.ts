import { type Assumption, byHand } from "./assumption.ts";

/** What is open about iMUIS that no single call can tell. */

export const IMUIS_BY_HAND: readonly Assumption[] = [
  byHand(
    {
      id: "imuis A2",
      says: "one call at a time is enough",
      where: "src/adapters/imuis/session.ts",
    },
    "ask King for limits on rate, sessions and size",
  ),
  byHand(
    {
      id: "imuis A3",
      says: "the partner key has no list of addresses",
      where: "docs/operations.md",
    },
    "ask King; this very run shows only that this machine may call",
  ),
  byHand(
    {
      id: "imuis A5",
      says: "there is no JSON variant of the service; SOAP is spoken",
      where: "src/adapters/imuis/envelope.ts",
    },
    "ask King; A4 shows whether SOAP is answered",
  ),
  byHand(
    {
      id: "imuis A8, vat 8.1",
      says: "the split account is zero after an entry, with a VAT code of either kind, and BEDRBTW stands as sent",
      where: "src/adapters/imuis/boe.ts",
    },
    "open the split account in iMUIS after a run with --write, once with IMUIS_VAT_CODE of an incl. and once of an excl. code",
  ),
  byHand(
    {
      id: "imuis A19",
      says: "PRS is the price without VAT, and BEDRVRACHTKST puts the freight into the head",
      where: "src/domain/sales-order.ts",
    },
    "open the order of a run with --write in iMUIS: its total is 12.34 with VAT, 5.00 of it freight and its VAT",
  ),
];
