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
      id: "imuis A8",
      says: "the split account is zero after an entry",
      where: "src/adapters/imuis/boe.ts",
    },
    "open account 2000 (or the one above) in iMUIS after a run with --write",
  ),
  byHand(
    {
      id: "imuis A15, A18, A21",
      says: "products and sales orders are taken",
      where: "src/adapters/imuis/order.ts",
    },
    "book one order with target `orders` in administration 2000 from the dashboard",
  ),
];
