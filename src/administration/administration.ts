import { DurableObject } from "cloudflare:workers";

import { guardConnection } from "../booking/guard-connection.ts";
import type { Message } from "../booking/message.ts";
import type { Books } from "../booking/ports.ts";
import type { Installation } from "../booking/repositories.ts";
import { backoffMs } from "../booking/retry-policy.ts";
import type { WorkDependencies } from "../booking/work-off.ts";
import { workOff } from "../booking/work-off.ts";
import {
  type AdministrationDependencies,
  createAdministrationDependencies,
} from "../dependencies.ts";
import { type BreakerChange, Breakers } from "./breakers.ts";
import { Drainer } from "./drain.ts";
import { Mailbox, type MailboxRow } from "./mailbox.ts";
import type { AdministrationRpc } from "./rpc.ts";

/**
 * One administration in iMUIS: it keeps the session, lets one call through at a time, and works off the documents of the
 * shops that book in it (docs/decisions/0001). Its name is an HMAC of the environment code, so that two installations
 * that book in one administration share it. D1's claim stays the truth: this object may be moved or restarted at any moment.
 */

const BOOKS_CONNECTION = "books";

export class Administration
  extends DurableObject
  implements Omit<AdministrationRpc, keyof Rpc.DurableObjectBranded>
{
  readonly #mailbox: Mailbox;
  readonly #breakers: Breakers;
  readonly #drainer: Drainer;
  readonly #outside: AdministrationDependencies;
  readonly #work: WorkDependencies;
  readonly #books = new Map<string, Books>();
  #exclusive: Promise<unknown> = Promise.resolve();

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#outside = createAdministrationDependencies(env, {
      storage: ctx.storage,
      name: ctx.id.name ?? ctx.id.toString(),
    });
    this.#mailbox = new Mailbox(ctx.storage.sql);
    this.#breakers = new Breakers(ctx.storage.sql, (connection, change) =>
      this.#onBreaker(connection, change),
    );
    this.#work = this.#workDependencies();
    this.#drainer = new Drainer(this.#mailbox, {
      work: (row) => this.#workOff(row),
      holdBack: (now) => this.#holdBack(now),
      now: () => this.#work.now(),
    });
  }

  async enqueue(messages: readonly Message[]): Promise<void> {
    const now = this.#work.now();
    for (const message of messages) this.#mailbox.put(message, now);
    await this.ctx.storage.setAlarm(now);
    this.#drainer.wake();
  }

  /** The Worker's calls on the books take their turn between the documents'. */
  async callBooks(
    environmentCode: string,
    method: string,
    args: readonly unknown[],
  ): Promise<unknown> {
    const books = this.#booksOf(environmentCode);
    const call: unknown = Reflect.get(books, method);
    if (typeof call !== "function") throw new TypeError(`Books have no ${method}.`);
    return Reflect.apply(call, books, args);
  }

  override async alarm(): Promise<void> {
    await this.#drainer.run();
    const next = this.#mailbox.nextDueAt();
    if (next !== null) await this.ctx.storage.setAlarm(Math.max(next, this.#work.now()));
  }

  #workDependencies(): WorkDependencies {
    const outside = this.#outside;
    return {
      ...outside.work,
      books: (installation) => this.#booksFor(installation),
      shop: (credentials, installation) =>
        guardConnection(
          outside.work.shop(credentials, installation),
          this.#breakers.keeper(`shop/${installation.id}`),
          outside.work.pace,
        ),
      exclusive: (work) => this.#oneAtATime(work),
      mailbox: {
        put: (messages, dueAt) => {
          for (const [place, message] of messages.entries())
            this.#mailbox.put(message, dueAt(place));
        },
        waitingFor: (backfillId) => this.#mailbox.waitingFor(backfillId),
      },
      setUpDependencies: {
        ...outside.setUp,
        books: async (code) =>
          (await outside.setUp.administrationKey(code)) === this.ctx.id.name
            ? this.#booksOf(code)
            : outside.setUp.books(code),
      },
    };
  }

  /** An installation that was moved to another administration meanwhile is booked through that one's object. */
  async #booksFor(installation: Installation): Promise<Books | null> {
    if (!installation.environmentCode || !installation.administrationKey) return null;
    const code = await this.#outside.work.credentials.environmentCode(installation);
    if (!code.ok) return null;
    const own = this.ctx.id.name === installation.administrationKey;
    return own ? this.#booksOf(code.value) : this.#outside.booksElsewhere(code.value);
  }

  #booksOf(environmentCode: string): Books {
    const known = this.#books.get(environmentCode);
    if (known) return known;
    const books = guardConnection(
      this.#outside.createBooks(environmentCode),
      this.#breakers.keeper(BOOKS_CONNECTION),
      this.#outside.work.pace,
    );
    this.#books.set(environmentCode, books);
    return books;
  }

  #oneAtATime<Value>(work: () => Promise<Value>): Promise<Value> {
    const turn = this.#exclusive.then(work, work);
    this.#exclusive = turn.catch(() => undefined);
    return turn;
  }

  /** Never rejects: a failure of ours or of D1 comes back later, and in the end before a person. */
  async #workOff(row: MailboxRow): Promise<void> {
    try {
      const nextAt = await workOff(this.#work, row.message, row.failures);
      if (nextAt === null) this.#mailbox.finish(row, this.#work.now());
      else
        this.#mailbox.postpone(row, {
          dueAt: nextAt,
          failures: 0,
          heldBy: this.#heldBy(row, nextAt),
        });
    } catch (error) {
      const { pace, log } = this.#work;
      const failures = row.failures + 1;
      log("message.failed", {
        message: row.key,
        failures,
        error: error instanceof Error ? error.name : "unknown",
      });
      this.#mailbox.postpone(row, {
        dueAt: this.#work.now() + backoffMs(failures, pace),
        failures,
        heldBy: null,
      });
    }
  }

  /** A row that comes back exactly when a connection may be probed is held by that connection. */
  #heldBy(row: MailboxRow, nextAt: number): string | null {
    const candidates = new Set([BOOKS_CONNECTION, `shop/${row.installationId}`]);
    const holding = this.#breakers
      .blocked(this.#work.now())
      .find(({ connection, until }) => candidates.has(connection) && nextAt <= until);
    return holding?.connection ?? null;
  }

  #holdBack(now: number): void {
    for (const { connection, until } of this.#breakers.blocked(now))
      this.#mailbox.holdBack(connection, until);
  }

  #onBreaker(connection: string, { before, after, message }: BreakerChange): void {
    if (before.blockedUntil > 0 && after.blockedUntil === 0) {
      this.#mailbox.letGo(connection, this.#work.now());
      this.#drainer.wake();
    }
    if (before.blockedUntil > 0 === after.blockedUntil > 0) return;
    const problem = after.blockedUntil > 0 ? message : null;
    this.ctx.waitUntil(
      this.#outside.reportConnection(this.#mailbox.installations(), { connection, problem }),
    );
  }
}
