import type { Deliver, Delivery } from "../ccv-shop/deliver.ts";
import type { Shop } from "../ccv-shop/shop.ts";
import type { CallLog } from "../faults/call-log.ts";
import type { FaultList } from "../faults/fault-list.ts";
import type { Transport } from "../faults/transport.ts";
import type { ImuisService } from "../imuis/service.ts";
import type { Clock } from "../shared/clock.ts";
import type { Vies } from "../vies/vies.ts";

/** Everything one sandbox holds; the control objects and the HTTP routes work on this. */
export interface SandboxState {
  clock: Clock;
  appSecret: string;
  deliver: Deliver;
  shops: Map<string, Shop>;
  deliveries: Delivery[];
  imuis: ImuisService;
  vies: Vies;
  faults: FaultList;
  calls: CallLog;
  transport: Transport;
  /** An origin for a shop that brings none. */
  newOrigin: (name: string) => Promise<string>;
}

/** A shop by name; without a name the first one. */
export function shopOf(state: SandboxState, name: string | undefined): Shop {
  const shop = name === undefined ? [...state.shops.values()][0] : state.shops.get(name);
  if (!shop) throw new Error(name === undefined ? "There is no shop yet." : `No shop ${name}.`);
  return shop;
}
