import { DurableObject } from "cloudflare:workers";

import type { BreakerState } from "../booking/connection-breaker.ts";
import { guardConnection, guardGate } from "../booking/guard-connection.ts";
import { createKeyedQueue } from "../booking/keyed-queue.ts";
import type { Message } from "../booking/message.ts";
import { createPlaces } from "../booking/places.ts";
import type { Books } from "../booking/ports/books.ts";
import type { Installation } from "../booking/ports/installations.ts";
import type { Shop } from "../booking/ports/shop.ts";
import type { WorkDependencies } from "../booking/work-off.ts";
import {
  type AdministrationDependencies,
  createAdministrationDependencies,
} from "../dependencies/administration.ts";
import { Alarm } from "./alarm.ts";
import { BOOKS_CONNECTION, type BreakerChange, Breakers, shopConnection } from "./breakers.ts";
import { Drainer } from "./drain.ts";
import { Mailbox } from "./mailbox.ts";
import { createRowWork } from "./row-work.ts";
import type { AdministrationRpc } from "./rpc.ts";

/**
 * One administration in iMUIS: it keeps the session, lets one call through at a time, and works off the documents of the
 * shops that book in it (docs/decisions/0001). Its name is an HMAC of the environment code, so that two installations
 * that book in one administration share it. D1's claim stays the truth: this object may be moved or restarted at any moment.
 */

/** A drain begins with the message that brings work; should the object end before its work does, the alarm takes over then. */
const TAKE_OVER_MS = 10_000;

/**
 * A document is read with two requests, and the platform opens six connections at once per object: beside these there is always
 * one for iMUIS and one for D1.
 */
const READINGS_AT_ONCE = 2;

export class Administration
  extends DurableObject
  implements Omit<AdministrationRpc, keyof Rpc.DurableObjectBranded>
{
  readonly #mailbox: Mailbox;
  readonly #breakers: Breakers;
  readonly #drainer: Drainer;
  readonly #alarm: Alarm;
  readonly #outside: AdministrationDependencies;
  readonly #work: WorkDependencies;
  readonly #books = new Map<string, Books>();
  /** One call of iMUIS at a time, whoever asks. */
  readonly #gate = createPlaces(1);
  readonly #readings = createPlaces(READINGS_AT_ONCE);

  constructor(ctx: DurableObjectState, env: Cloudflare.Env) {
    super(ctx, env);
    this.#outside = createAdministrationDependencies(env, {
      storage: ctx.storage,
      name: ctx.id.name ?? ctx.id.toString(),
    });
    this.#mailbox = new Mailbox(ctx.storage.sql);
    this.#alarm = new Alarm(ctx.storage);
    this.#breakers = new Breakers(ctx.storage.sql, (connection, change) =>
      this.#onBreaker(connection, change),
    );
    this.#work = this.#workDependencies();
    this.#drainer = new Drainer(this.#mailbox, {
      work: createRowWork(this.#mailbox, this.#breakers, this.#work),
      holdBack: (now) => this.#holdBack(now),
      now: () => this.#work.now(),
    });
  }

  async enqueue(messages: readonly Message[]): Promise<void> {
    const now = this.#work.now();
    for (const message of messages) this.#mailbox.put(message, now);
    await this.#alarm.ringBy(now + TAKE_OVER_MS, now);
    this.ctx.waitUntil(this.#drain());
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

  /** Joins a drain that a message began: the platform keeps an object for as long as its alarm runs. */
  override async alarm(): Promise<void> {
    this.#alarm.rung();
    await this.#drain();
  }

  async #drain(): Promise<void> {
    try {
      await this.#drainer.run();
    } finally {
      await this.#armAlarm();
    }
  }

  async #armAlarm(): Promise<void> {
    const next = this.#mailbox.nextDueAt();
    if (next === null) return;
    const now = this.#work.now();
    await this.#alarm.ringBy(Math.max(next, now), now);
  }

  #workDependencies(): WorkDependencies {
    const outside = this.#outside;
    return {
      ...outside.work,
      books: (installation) => this.#booksFor(installation),
      shop: (credentials, installation) =>
        guardConnection(
          this.#readInTurn(outside.work.shop(credentials, installation)),
          this.#breakers.keeper(shopConnection(installation.id)),
          outside.work.pace,
        ),
      oneAtATime: createKeyedQueue(),
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

  #readInTurn(shop: Shop): Shop {
    return {
      ...shop,
      readDocument: (kind, sourceId) => this.#readings(() => shop.readDocument(kind, sourceId)),
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
    const keeper = this.#breakers.keeper(BOOKS_CONNECTION);
    const gate = guardGate(this.#gate, keeper, this.#outside.work.pace);
    const books = this.#outside.createBooks(environmentCode, gate);
    this.#books.set(environmentCode, books);
    return books;
  }

  #holdBack(now: number): void {
    for (const { connection, until } of this.#breakers.blocked(now))
      this.#mailbox.holdBack(connection, until);
  }

  #onBreaker(connection: string, { before, after, message }: BreakerChange): void {
    if (before.blockedUntil > 0 && after.blockedUntil === 0) {
      this.#mailbox.letGo(connection, this.#work.now());
      this.#drainer.wake();
      this.ctx.waitUntil(this.#armAlarm());
    }
    // A rate limit is a pause, not a broken connection.
    const isDown = ({ failures, blockedUntil }: BreakerState): boolean =>
      blockedUntil > 0 && failures > 0;
    if (isDown(before) === isDown(after)) return;
    const problem = isDown(after) ? message : null;
    this.ctx.waitUntil(
      this.#outside.reportConnection(this.#mailbox.installations(), { connection, problem }),
    );
  }
}
