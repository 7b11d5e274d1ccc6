import { type RandomSource, seededRandom } from "../shared/random.ts";
import type { FaultEffect, FaultMatch, FaultRule, MatchableCall } from "./fault.ts";

/** The programmable list of faults: which of them fire for a call. */

export interface ListedFault extends FaultRule {
  id: number;
  seen: number;
  fired: number;
}

export interface FaultsForCall {
  delayMilliseconds: number;
  effect: FaultEffect | null;
}

const DEFAULT_SEED = 1;

export class FaultList {
  #rules: ListedFault[] = [];
  #nextId = 1;
  #random: RandomSource = seededRandom(DEFAULT_SEED);

  add(rule: FaultRule): ListedFault {
    const listed = { ...rule, id: this.#nextId, seen: 0, fired: 0 };
    this.#nextId += 1;
    this.#rules.push(listed);
    return { ...listed };
  }

  list(): ListedFault[] {
    return this.#rules.map((rule) => ({ ...rule }));
  }

  /** Removes one rule, or all of them. */
  clear(id?: number): void {
    this.#rules = id === undefined ? [] : this.#rules.filter((rule) => rule.id !== id);
  }

  /** Starts the generator behind `probability` anew. */
  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  /** Delays of all rules that fire add up; of the other effects the first one counts. */
  take(call: MatchableCall): FaultsForCall {
    const result: FaultsForCall = { delayMilliseconds: 0, effect: null };
    for (const rule of this.#rules) {
      if (!matches(rule.match, call)) continue;
      rule.seen += 1;
      const taken = result.effect !== null && rule.effect.kind !== "delay";
      if (taken || !this.#fires(rule)) continue;
      if (rule.effect.kind === "delay") result.delayMilliseconds += rule.effect.milliseconds;
      else result.effect = rule.effect;
    }
    return result;
  }

  #fires(rule: ListedFault): boolean {
    if (rule.nth !== undefined && rule.seen !== rule.nth) return false;
    if (rule.times !== undefined && rule.fired >= rule.times) return false;
    if (rule.probability !== undefined && this.#random() >= rule.probability) return false;
    rule.fired += 1;
    return true;
  }
}

function matches(match: FaultMatch, call: MatchableCall): boolean {
  if (match.vendor !== undefined && match.vendor !== call.vendor) return false;
  if (match.subject !== undefined && match.subject !== call.subject) return false;
  if (match.operation !== undefined && !matchesOperation(match.operation, call)) return false;
  return match.contains === undefined || `${call.path}\n${call.payload}`.includes(match.contains);
}

/** Whether an operation pattern names this call; also used to select from the list of calls. */
export function matchesOperation(
  pattern: string,
  call: Pick<MatchableCall, "operation" | "table">,
): boolean {
  const names = [call.operation, ...(call.table ? [`${call.operation}:${call.table}`] : [])];
  const expression = new RegExp(
    `^${pattern.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll("*", ".*")}$`,
  );
  return names.some((name) => expression.test(name));
}
