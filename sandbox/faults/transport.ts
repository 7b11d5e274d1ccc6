import { pause } from "../shared/clock.ts";
import { connectionLost } from "../shared/connection-lost.ts";
import type { CallLog, CallRecord } from "./call-log.ts";
import type { FaultList } from "./fault-list.ts";
import type { FaultEffect, MatchableCall } from "./fault.ts";

/** The wire in front of all three vendors: logs each call and lets the faults of the transport happen to it. */

export interface Exchange {
  call: MatchableCall;
  signal: AbortSignal;
  /** Does the vendor's work. An effect that belongs to the vendor is handed on to it. */
  process: (effect: FaultEffect | null) => Promise<Response>;
}

const HANG_LIMIT_MS = 120_000;

/** Effects that the vendor answers instead of doing the work. */
const REFUSING: ReadonlySet<FaultEffect["kind"]> = new Set<FaultEffect["kind"]>([
  "rateLimit",
  "ccvError",
  "soapFault",
  "expiredSession",
  "refusedLogin",
  "refuse",
  "viesError",
]);

export class Transport {
  readonly #log: CallLog;
  readonly #faults: FaultList;
  readonly #background = new Set<Promise<unknown>>();

  constructor(log: CallLog, faults: FaultList) {
    this.#log = log;
    this.#faults = faults;
  }

  async exchange(exchange: Exchange): Promise<Response> {
    const record = this.#log.begin(exchange.call);
    const work = this.#run(exchange, record);
    this.#remember(work);
    try {
      const response = await untilAborted(work, exchange.signal);
      this.#log.end(record, response.status);
      return response;
    } catch (error) {
      this.#log.end(record, null);
      throw error;
    }
  }

  /** Resolves when nothing is under way any more, late commits and abandoned calls included. */
  async settle(): Promise<void> {
    while (this.#background.size > 0) await Promise.allSettled(this.#background);
  }

  async #run(exchange: Exchange, record: CallRecord): Promise<Response> {
    const { delayMilliseconds, effect } = this.#faults.take(exchange.call);
    record.fault = effect?.kind ?? (delayMilliseconds > 0 ? "delay" : null);
    if (delayMilliseconds > 0) await pause(delayMilliseconds);
    const process = async (): Promise<Response> => {
      const response = await exchange.process(effect);
      record.processed = effect === null || !REFUSING.has(effect.kind);
      return response;
    };
    const instead = await this.#instead(effect, process, exchange.signal);
    return instead ?? afterwards(effect, await process(), exchange.signal);
  }

  /** Effects that keep the call from being processed, at least for now. */
  async #instead(
    effect: FaultEffect | null,
    process: () => Promise<Response>,
    signal: AbortSignal,
  ): Promise<Response | null> {
    if (effect?.kind === "resetBefore") throw connectionLost();
    if (effect?.kind === "hangBefore") await hang(signal);
    if (effect?.kind === "status") {
      return new Response(effect.body ?? "", {
        status: effect.status,
        headers: effect.headers ?? {},
      });
    }
    if (effect?.kind === "lateCommit") {
      this.#remember(pause(effect.milliseconds).then(process));
      throw connectionLost();
    }
    return null;
  }

  #remember(work: Promise<unknown>): void {
    const quiet = work.then(
      () => undefined,
      () => undefined,
    );
    this.#background.add(quiet);
    void quiet.then(() => this.#background.delete(quiet));
  }
}

/** Effects on the answer to a call that was processed. */
async function afterwards(
  effect: FaultEffect | null,
  response: Response,
  signal: AbortSignal,
): Promise<Response> {
  if (effect?.kind === "resetAfter") throw connectionLost();
  if (effect?.kind === "hangAfter") return hang(signal);
  if (effect?.kind === "slowAnswer") await pause(effect.milliseconds);
  if (effect?.kind === "statusAfter") {
    return new Response(effect.body ?? "", { status: effect.status });
  }
  if (effect?.kind === "malformed") return withBody(response, malform);
  if (effect?.kind === "truncated") return withBody(response, half);
  if (effect?.kind === "empty") return withBody(response, () => "");
  return response;
}

function half(body: string): string {
  return body.slice(0, Math.floor(body.length / 2));
}

function malform(body: string): string {
  return body.replaceAll("</", "<").replaceAll('":', '";');
}

async function withBody(response: Response, change: (body: string) => string): Promise<Response> {
  return new Response(change(await response.text()), {
    status: response.status,
    headers: response.headers,
  });
}

async function hang(signal: AbortSignal): Promise<never> {
  await pause(HANG_LIMIT_MS, signal);
  throw connectionLost();
}

function untilAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  if (signal.aborted) return Promise.reject(signal.reason as Error);
  return new Promise<Value>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
