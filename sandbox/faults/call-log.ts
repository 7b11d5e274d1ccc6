import type { Clock } from "../shared/clock.ts";
import { matchesOperation } from "./fault-list.ts";
import type { FaultEffect, MatchableCall } from "./fault.ts";

/** Every call that came in, with its begin and end, so that a test can prove what was sent and what overlapped. */

export interface CallRecord extends MatchableCall {
  number: number;
  startedAt: string;
  endedAt: string | null;
  /** Position among all begins and ends: two calls overlap when their spans of these numbers do. */
  startedOrder: number;
  endedOrder: number | null;
  /** HTTP status, or null when the caller got no answer. */
  status: number | null;
  /** Whether the vendor did the work, whatever the caller was told. */
  processed: boolean;
  fault: FaultEffect["kind"] | null;
}

export interface CallFilter {
  vendor?: MatchableCall["vendor"];
  operation?: string;
  subject?: string;
  contains?: string;
}

/** Older calls are dropped from the list beyond this many; the counters stay exact. */
const CALL_LIST_LIMIT = 50_000;

export class CallLog {
  readonly #clock: Clock;
  #records: CallRecord[] = [];
  #inFlight = new Map<string, { current: number; most: number }>();
  #counts = new Map<string, number>();
  #order = 0;
  #number = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  begin(call: MatchableCall): CallRecord {
    const record: CallRecord = {
      ...call,
      number: ++this.#number,
      startedAt: this.#clock().toISOString(),
      endedAt: null,
      startedOrder: ++this.#order,
      endedOrder: null,
      status: null,
      processed: false,
      fault: null,
    };
    this.#records.push(record);
    if (this.#records.length > CALL_LIST_LIMIT) this.#records.shift();
    this.#counts.set(countKey(call), (this.#counts.get(countKey(call)) ?? 0) + 1);
    const flight = this.#flight(call);
    flight.current += 1;
    flight.most = Math.max(flight.most, flight.current);
    return record;
  }

  end(record: CallRecord, status: number | null): void {
    if (record.endedOrder !== null) return;
    record.endedAt = this.#clock().toISOString();
    record.endedOrder = ++this.#order;
    record.status = status;
    this.#flight(record).current -= 1;
  }

  list(filter: CallFilter = {}): CallRecord[] {
    return structuredClone(this.#records.filter((record) => selects(filter, record)));
  }

  count(filter: CallFilter = {}): number {
    return this.#records.filter((record) => selects(filter, record)).length;
  }

  /** Calls per `vendor subject operation`. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** The most calls that were in flight at one moment, per `vendor subject`. */
  mostInFlight(): Record<string, number> {
    return Object.fromEntries([...this.#inFlight].map(([key, flight]) => [key, flight.most]));
  }

  reset(): void {
    this.#records = [];
    this.#counts.clear();
    for (const flight of this.#inFlight.values()) flight.most = flight.current;
  }

  #flight(call: MatchableCall): { current: number; most: number } {
    const key = `${call.vendor} ${call.subject}`;
    const flight = this.#inFlight.get(key) ?? { current: 0, most: 0 };
    this.#inFlight.set(key, flight);
    return flight;
  }
}

function countKey(call: MatchableCall): string {
  return `${call.vendor} ${call.subject} ${call.operation}`;
}

function selects(filter: CallFilter, call: MatchableCall): boolean {
  if (filter.vendor !== undefined && filter.vendor !== call.vendor) return false;
  if (filter.subject !== undefined && filter.subject !== call.subject) return false;
  if (filter.operation !== undefined && !matchesOperation(filter.operation, call)) return false;
  return filter.contains === undefined || `${call.path}\n${call.payload}`.includes(filter.contains);
}
