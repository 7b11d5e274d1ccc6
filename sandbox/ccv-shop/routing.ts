import type { Hono } from "hono";

import type { Clock } from "../shared/clock.ts";
import type { Shop } from "./shop.ts";

/** What a route of the shop's API is given. */
export interface CcvBindings {
  shop: Shop;
  body: string;
  clock: Clock;
}

export type CcvApp = Hono<{ Bindings: CcvBindings }>;
