import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";

import { hmacSha512Hex } from "../sandbox/shared/hmac.ts";
import { type Spread, spelled, spreadOf } from "./support/figures.ts";
import { FLOOR_KEY, type Stage } from "./support/stage.ts";
import { type Row, times } from "./support/table.ts";

/**
 * Deliveries accepted, loaded by autocannon from a process of its own, floor and product in turn. It is the announcement of an
 * invoice to a shop that books orders: verified and queued like any other, and the consumer lets go of it like the floor's,
 * so that what is measured is the accepting and not the booking beside it on the same cores.
 */

const CONNECTIONS = [1, 16, 64] as const;
const LIMITS = { p50: 1.25, p99: 1.5, rate: 1.25 } as const;

interface Target {
  readonly url: string;
  readonly body: string;
  readonly signature: string;
}

interface Load {
  readonly p50: number;
  readonly p99: number;
  readonly rate: number;
}

export async function webhookRows(stage: Stage, quick: boolean): Promise<Row[]> {
  const product = await productTarget(stage);
  const floor = {
    url: `${stage.floorUrl}/webhooks/ccv/token/orders.created`,
    body: product.body,
    signature: await hmacSha512Hex(FLOOR_KEY, product.body),
  };
  const seconds = quick ? 1 : 3;
  const runs = quick ? 3 : 5;
  const reading = { ...floor, url: `${stage.floorUrl}/webhooks/reading/orders.created` };
  for (const target of [floor, reading, product]) await load(target, 16, seconds);
  const rows: Row[] = [];
  for (const connections of CONNECTIONS) {
    const ours: Load[] = [];
    const least: Load[] = [];
    const leastReading: Load[] = [];
    for (let run = 0; run < runs; run += 1) {
      least.push(await load(floor, connections, seconds));
      ours.push(await load(product, connections, seconds));
      if (connections === 1) leastReading.push(await load(reading, connections, seconds));
    }
    rows.push(...rowsOf(connections, ours, least));
    if (connections === 1) rows.push(...comparisonRows(ours, leastReading));
  }
  return rows;
}

/**
 * With one connection the consumer works on each delivery before the next comes, in the same thread: beside a floor whose
 * consumer reads one row too, what is left is the accepting.
 */
function comparisonRows(ours: readonly Load[], least: readonly Load[]): Row[] {
  return rowsOf(1, ours, least).map(({ what, figure, floor, ratio }) => ({
    what: `${what}, beside a floor whose consumer reads a row of D1`,
    figure,
    floor,
    ratio,
    target: "none, for comparison",
    met: null,
  }));
}

async function productTarget({ world }: Stage): Promise<Target> {
  const { shop } = await world.newShop();
  const hooks = world.sandbox.control.shops.webhooks({ shop });
  const hook = hooks.find(({ event }) => event === "invoices.created");
  if (!hook) throw new Error("The shop has no webhook for invoices.");
  const { address: url, key } = hook;
  const body = JSON.stringify({ href: `${new URL(url).origin}/api/rest/v1/invoices/1`, id: 1 });
  return { url, body, signature: await hmacSha512Hex(key, `${url}|${body}`) };
}

const ARGUMENTS = ["--json", "--no-progress", "-m", "POST", "-H", "content-type=application/json"];

async function load(target: Target, connections: number, seconds: number): Promise<Load> {
  const more = ["-c", String(connections), "-d", String(seconds), "-b", target.body, target.url];
  const args = ARGUMENTS.concat("-H", `x-hash=${target.signature}`, more);
  const child = spawn("autocannon", args, { stdio: ["ignore", "pipe", "ignore"] });
  const result = JSON.parse(await text(child.stdout)) as {
    readonly latency: { readonly p50: number; readonly p99: number; readonly average: number };
    readonly requests: { readonly average: number };
    readonly non2xx: number;
    readonly errors: number;
  };
  if (result.non2xx + result.errors > 0) {
    throw new Error(`${target.url}: ${result.non2xx} refused, ${result.errors} failed`);
  }
  const { latency, requests } = result;
  return { p50: latency.p50, p99: latency.p99, rate: requests.average };
}

function rowsOf(connections: number, ours: readonly Load[], least: readonly Load[]): Row[] {
  const what = `webhook accepted, ${connections} connections:`;
  const of = (loads: readonly Load[], name: keyof Load): Spread =>
    spreadOf(loads.map((each) => each[name]));
  return (["p50", "p99", "rate"] as const).map((name) => {
    const figure = of(ours, name);
    const floor = of(least, name);
    const ratio =
      name === "rate" ? floor.median / figure.median : ratioOf(figure.median, floor.median);
    const unit = name === "rate" ? "requests/s" : "ms";
    return {
      what: `${what} ${name === "rate" ? "throughput" : name}`,
      figure: spelled(figure, unit),
      floor: spelled(floor, unit),
      ratio: times(ratio),
      target: `within ${LIMITS[name]}x`,
      met: ratio <= LIMITS[name],
    };
  });
}

/** autocannon tells whole milliseconds: below one it says 0. */
function ratioOf(figure: number, floor: number): number {
  return Math.max(figure, 1) / Math.max(floor, 1);
}
