import type { Mailbox, MailboxRow } from "./mailbox.ts";

/**
 * Works the mailbox off: a few documents at a time, so that reading from the shop and writing to D1 overlap with the one
 * call that iMUIS may have in flight. Installations that share an administration take turns.
 */

/** More would only queue before the gate. */
const AT_ONCE = 8;

/** New ones begin together when so many are left, so that what they ask of D1 goes in one request. */
const REFILL_AT = AT_ONCE / 2;

/** An alarm may run 15 minutes; this leaves room for what is under way. */
const DRAIN_LIMIT_MS = 5 * 60_000;

/** D1 answers at most a thousand queries to one invocation; a document needs about ten, and more when its requests are repeated. */
const ROWS_PER_DRAIN = 60;

export interface Drain {
  /** Works one row off and says what becomes of it; never rejects. */
  work(row: MailboxRow): Promise<void>;
  /** Rows held by a connection that is down stay where they are. */
  holdBack(now: number): void;
  now(): number;
}

export class Drainer {
  readonly #mailbox: Mailbox;
  readonly #drain: Drain;
  readonly #busy = new Map<string, Promise<void>>();
  #turn = 0;
  #picked = 0;
  #wake: (() => void) | null = null;
  #running: Promise<void> | null = null;

  constructor(mailbox: Mailbox, drain: Drain) {
    this.#mailbox = mailbox;
    this.#drain = drain;
  }

  /** A message arrived: a drain that waits for its workers may have room for it. */
  wake(): void {
    this.#wake?.();
  }

  /** Until nothing is due or the time is up; a second call joins the first, which looks at what is due by now. */
  run(): Promise<void> {
    this.wake();
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #loop(): Promise<void> {
    const deadline = this.#drain.now() + DRAIN_LIMIT_MS;
    this.#picked = 0;
    for (;;) {
      if (this.#drain.now() < deadline) this.#fill();
      if (this.#busy.size === 0) return;
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      await Promise.race([...this.#busy.values(), woken]);
    }
  }

  #fill(): void {
    const now = this.#drain.now();
    if (this.#busy.size > REFILL_AT) return;
    this.#drain.holdBack(now);
    while (this.#busy.size < AT_ONCE && this.#picked < ROWS_PER_DRAIN) {
      const row = this.#pick(now);
      if (!row) return;
      this.#picked += 1;
      const working = this.#drain.work(row).finally(() => {
        this.#busy.delete(row.key);
      });
      this.#busy.set(row.key, working);
    }
  }

  /** One installation after the other. */
  #pick(now: number): MailboxRow | null {
    const installations = this.#mailbox.addressees;
    const busy = new Set(this.#busy.keys());
    for (let offset = 0; offset < installations.length; offset += 1) {
      const place = (this.#turn + offset) % installations.length;
      const row = this.#mailbox.next(installations[place] ?? "", now, busy);
      if (row) {
        this.#turn = place + 1;
        return row;
      }
    }
    return null;
  }
}
