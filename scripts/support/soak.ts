import type { FaultEffect, FaultRule } from "../../sandbox/faults/fault.ts";
import type { Sandbox } from "../../sandbox/sandbox.ts";
import { seededRandom } from "../../sandbox/shared/random.ts";
import { eventually } from "./owner.ts";

/**
 * Orders of many shops while a share of all calls fails at random under a fixed seed. In the end every order must stand in
 * the books exactly once; iMUIS's own list of entries is the witness.
 */

export interface SoakShop {
  readonly shop: string;
  readonly administration: string;
}

export interface SoakOptions {
  readonly sandbox: Sandbox;
  readonly shops: readonly SoakShop[];
  readonly orders: number;
  readonly seed: number;
  /** Share of all calls that fail, 0 to 1. */
  readonly failing: number;
  /** Fires cron now and then, as production does. */
  readonly cron: () => Promise<void>;
  /** Whether the dashboard, too, calls every order processed: until then something could still be sent again. */
  readonly settled: () => Promise<boolean>;
  readonly limitMs: number;
}

export interface SoakResult {
  readonly booked: number;
  readonly duplicates: number;
  readonly lost: number;
  /** Creates sent beyond the one that each order needs. */
  readonly retries: number;
  /** The most calls of one administration at one moment, leaving out those that we gave up. */
  readonly mostInFlight: number;
}

/** What can go wrong with any call of any vendor. */
const ANY_CALL: readonly FaultEffect[] = [
  { kind: "resetBefore" },
  { kind: "resetAfter" },
  { kind: "status", status: 503 },
  { kind: "statusAfter", status: 502 },
  { kind: "malformed" },
  { kind: "empty" },
  { kind: "truncated" },
  { kind: "delay", milliseconds: 50 },
];

const IMUIS_CALLS: readonly FaultEffect[] = [
  { kind: "lateCommit", milliseconds: 150 },
  { kind: "soapFault" },
  { kind: "expiredSession" },
  { kind: "noMetadata" },
];

function rules(failing: number): FaultRule[] {
  const ccv = ANY_CALL.map((effect) => ({
    match: { vendor: "ccv" as const },
    effect,
    share: ANY_CALL.length,
  }));
  const imuisEffects = [...ANY_CALL, ...IMUIS_CALLS];
  const imuis = imuisEffects.map((effect) => ({
    match: { vendor: "imuis" as const },
    effect,
    share: imuisEffects.length,
  }));
  return [...ccv, ...imuis].map(({ match, effect, share }) => ({
    match,
    effect,
    probability: failing / share,
  }));
}

/** Every order is announced, perhaps twice, paid before or after, as shops do. */
async function placeOrder(sandbox: Sandbox, shop: string, random: () => number): Promise<string> {
  const { control } = sandbox;
  const paidAtOnce = random() < 0.3;
  const { id, number } = await control.shop.makeOrder({
    shop,
    order: {
      paid: paidAtOnce,
      customer: { email: `klant${Math.floor(random() * 20)}@example.nl` },
    },
    times: random() < 0.2 ? 2 : 1,
  });
  if (!paidAtOnce) await control.shop.pay({ shop, id, times: random() < 0.2 ? 3 : 1 });
  if (random() < 0.2) await control.shop.setStatus({ shop, id, status: 5 });
  return number ?? String(id);
}

function entriesPerNumber(sandbox: Sandbox, administration: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of sandbox.control.imuis.entries({ administration })) {
    const number = entry.rows[0]?.document ?? "";
    counts.set(number, (counts.get(number) ?? 0) + 1);
  }
  return counts;
}

interface Placed extends SoakShop {
  readonly number: string;
}

function tally(
  sandbox: Sandbox,
  placed: readonly Placed[],
): Pick<SoakResult, "booked" | "duplicates" | "lost"> {
  const counts = new Map<string, Map<string, number>>();
  let booked = 0;
  let duplicates = 0;
  for (const { administration, number } of placed) {
    const entries = counts.get(administration) ?? entriesPerNumber(sandbox, administration);
    counts.set(administration, entries);
    const count = entries.get(number) ?? 0;
    booked += Math.min(1, count);
    duplicates += Math.max(0, count - 1);
  }
  return { booked, duplicates, lost: placed.length - booked };
}

export async function soak(options: SoakOptions): Promise<SoakResult> {
  const { sandbox, shops, orders, seed } = options;
  const { control } = sandbox;
  const random = seededRandom(seed);
  control.calls.reset();
  control.faults.seed({ seed });
  for (const rule of rules(options.failing)) control.faults.add(rule);
  const placed: Placed[] = [];
  for (let count = 0; count < orders; count += 1) {
    const shop = shops[count % shops.length];
    if (shop) placed.push({ ...shop, number: await placeOrder(sandbox, shop.shop, random) });
  }
  let lastCron = Date.now();
  await eventually(
    "every order booked",
    async () => {
      // A tenth of the patience of production's quarter of an hour.
      if (Date.now() - lastCron > 5_000) {
        lastCron = Date.now();
        await options.cron();
      }
      return tally(sandbox, placed).lost === 0 && (await options.settled());
    },
    options.limitMs,
  ).catch(() => undefined);
  control.faults.clear();
  const creates = control.calls.count({ operation: "CreateJournaalpost" });
  const most = Object.entries(control.calls.mostInFlight())
    .filter(([subject]) => subject.startsWith("imuis"))
    .map(([, count]) => count);
  return {
    ...tally(sandbox, placed),
    retries: creates - placed.length,
    mostInFlight: Math.max(0, ...most),
  };
}
