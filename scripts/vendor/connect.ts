import { createClient } from "../../src/adapters/ccv-shop/client.ts";
import { createShop } from "../../src/adapters/ccv-shop/shop.ts";
import { createBooks } from "../../src/adapters/imuis/books.ts";
import type { ImuisSession } from "../../src/adapters/imuis/session.ts";
import type { Fetch } from "../../src/adapters/send-request.ts";
import { createPlaces } from "../../src/booking/places.ts";
import type { Books } from "../../src/booking/ports/books.ts";
import type { ShopCredentials } from "../../src/booking/ports/shop.ts";
import type { CcvUnderTest } from "./ccv-under-test.ts";
import type { ImuisUnderTest, WriteOptions } from "./imuis-under-test.ts";

/** The product's own adapters, put to a test shop and a test administration. */

/** The default of the Worker. */
const TIMEOUT_MS = 30_000;

export interface ImuisAccess {
  readonly url: string;
  readonly partnerKey: string;
  readonly environmentCode: string;
}

export interface ConnectOptions {
  readonly fetch: Fetch;
  readonly mayWrite: boolean;
  readonly now: () => Date;
}

export function connectCcv(
  credentials: ShopCredentials,
  { fetch, mayWrite, now }: ConnectOptions,
): CcvUnderTest {
  const options = { credentials, fetch, now, timeoutMs: TIMEOUT_MS, allowInsecure: true };
  const wrong = { ...credentials, apiSecret: `${credentials.apiSecret}-wrong` };
  return {
    client: createClient(options),
    shop: createShop(options),
    withWrongSecret: createClient({ ...options, credentials: wrong }),
    mayWrite,
    now: now(),
  };
}

export function connectImuis(
  access: ImuisAccess,
  options: ConnectOptions & { readonly write: WriteOptions },
): ImuisUnderTest {
  const dead = { sessionId: "vendor-check", usedAtMs: options.now().getTime() };
  const store = sessionStore(dead);
  return {
    books: booksOf(access, options, sessionStore(null)),
    withDeadSession: {
      books: booksOf(access, options, store),
      wasForgotten: () => store.forgotten(),
    },
    withWrongKey: booksOf({ ...access, partnerKey: "wrong" }, options, sessionStore(null)),
    write: options.mayWrite ? options.write : null,
  };
}

type Store = ReturnType<typeof sessionStore>;

function sessionStore(first: ImuisSession | null) {
  let session = first;
  let wasForgotten = false;
  return {
    load: async () => session,
    save: async (opened: ImuisSession) => {
      session = opened;
    },
    forget: async () => {
      session = null;
      wasForgotten = true;
    },
    forgotten: () => wasForgotten,
  };
}

function booksOf(access: ImuisAccess, { fetch, now }: ConnectOptions, sessions: Store): Books {
  return createBooks({
    ...access,
    fetch,
    now,
    sessions,
    timeoutMs: TIMEOUT_MS,
    gate: createPlaces(1),
  });
}
