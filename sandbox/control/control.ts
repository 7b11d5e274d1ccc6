import type { CallFilter, CallRecord } from "../faults/call-log.ts";
import type { ListedFault } from "../faults/fault-list.ts";
import type { FaultRule } from "../faults/fault.ts";
import type { ViesAnswer } from "../vies/vies.ts";
import { type ImuisControl, imuisControl } from "./imuis-control.ts";
import {
  type AppStoreControl,
  appStoreControl,
  type ShopAdminControl,
  shopAdminControl,
} from "./shop-admin.ts";
import { type ShopControl, shopControl } from "./shop-control.ts";
import type { SandboxState } from "./state.ts";

/**
 * Everything a test can do to the sandbox. Each command takes one object and answers something that JSON can hold,
 * so that `POST /control/<group>/<command>` offers the same to other processes.
 */
export interface Control {
  shops: ShopAdminControl;
  appStore: AppStoreControl;
  shop: ShopControl;
  imuis: ImuisControl;
  vies: ViesControl;
  faults: FaultControl;
  calls: CallControl;
}

export function createControl(state: SandboxState): Control {
  return {
    shops: shopAdminControl(state),
    appStore: appStoreControl(state),
    shop: shopControl(state),
    imuis: imuisControl(state),
    vies: viesControl(state),
    faults: faultControl(state),
    calls: callControl(state),
  };
}

function viesControl({ vies }: SandboxState) {
  return {
    /** `{ number: "DE136695976", answer: { valid: true } }`, or `answer: { error: "MS_UNAVAILABLE" }`. */
    set(input: { number: string; answer: ViesAnswer }): Record<string, ViesAnswer> {
      vies.answers.set(input.number, input.answer);
      return Object.fromEntries(vies.answers);
    },
    /** What is said of numbers that nobody set; at first: not valid. */
    setFallback(input: { answer: ViesAnswer }): ViesAnswer {
      vies.fallback = input.answer;
      return vies.fallback;
    },
    answers(): Record<string, ViesAnswer> {
      return Object.fromEntries(vies.answers);
    },
  };
}

export type ViesControl = ReturnType<typeof viesControl>;

function faultControl({ faults }: SandboxState) {
  return {
    add(input: FaultRule): ListedFault {
      return faults.add(input);
    },
    list(): ListedFault[] {
      return faults.list();
    },
    clear(input: { id?: number } = {}): ListedFault[] {
      faults.clear(input.id);
      return faults.list();
    },
    /** The seed of the generator behind `probability`. */
    seed(input: { seed: number }): { seed: number } {
      faults.seed(input.seed);
      return input;
    },
  };
}

export type FaultControl = ReturnType<typeof faultControl>;

function callControl({ calls, transport }: SandboxState) {
  return {
    list(input: CallFilter = {}): CallRecord[] {
      return calls.list(input);
    },
    count(input: CallFilter = {}): number {
      return calls.count(input);
    },
    /** Calls per `vendor subject operation`, for example `imuis 2000 CreateJournaalpost`. */
    counts(): Record<string, number> {
      return calls.counts();
    },
    /** The most calls in flight at one moment, per `vendor subject`, for example `imuis 2000`. */
    mostInFlight(): Record<string, number> {
      return calls.mostInFlight();
    },
    reset(): Record<string, number> {
      calls.reset();
      return calls.counts();
    },
    /** Waits for late commits and for calls whose caller has gone. */
    async settle(): Promise<boolean> {
      await transport.settle();
      return true;
    },
  };
}

export type CallControl = ReturnType<typeof callControl>;
