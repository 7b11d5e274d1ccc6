import { createSandbox, IMUIS_PATH, VIES_PATH, type Sandbox } from "../../../../sandbox/sandbox.ts";
/** The adapters against the sandbox, in one process: nothing here knows how either of them is made. */
import { createShop } from "../../../../src/adapters/ccv-shop/shop.ts";
import { createBooks } from "../../../../src/adapters/imuis/books.ts";
import type { ImuisSession } from "../../../../src/adapters/imuis/session.ts";
import { createVatNumberRegister } from "../../../../src/adapters/vies/register.ts";
import { createPlaces } from "../../../../src/booking/places.ts";
import type { Books } from "../../../../src/booking/ports/books.ts";
import type { Shop } from "../../../../src/booking/ports/shop.ts";
import type { VatNumberRegister } from "../../../../src/booking/ports/vat-number-register.ts";

export interface World {
  readonly sandbox: Sandbox;
  readonly shop: Shop;
  readonly books: Books;
  readonly register: VatNumberRegister;
  readonly clock: { now: Date };
}

const TIMEOUT_MS = 200;

export async function createWorld(): Promise<World> {
  const clock = { now: new Date("2023-03-01T10:00:00Z") };
  const now = (): Date => clock.now;
  const sandbox = createSandbox({ clock: now, deliver: async () => new Response("OK") });
  const made = await sandbox.control.shops.make({ apiRoot: "https://shop.ccvshop.nl" });
  const { fetch } = sandbox;
  return {
    sandbox,
    clock,
    shop: shopOf(sandbox, made, now),
    books: createBooksOf(sandbox, now),
    register: createVatNumberRegister({
      url: `https://vies.example${VIES_PATH}`,
      timeoutMs: TIMEOUT_MS,
      fetch,
    }),
  };
}

type Made = Awaited<ReturnType<Sandbox["control"]["shops"]["make"]>>;

export function shopOf(sandbox: Sandbox, made: Made, now = (): Date => new Date()): Shop {
  const { apiRoot, apiPublic, apiSecret } = made;
  return createShop({
    credentials: { apiRoot, apiPublic: apiPublic ?? "", apiSecret: apiSecret ?? "" },
    allowInsecure: false,
    timeoutMs: TIMEOUT_MS,
    fetch: sandbox.fetch,
    now,
  });
}

function createBooksOf(sandbox: Sandbox, now: () => Date): Books {
  let session: ImuisSession | null = null;
  return createBooks({
    fetch: sandbox.fetch,
    url: `https://imuis.example${IMUIS_PATH}`,
    partnerKey: "abcdefghijklmnopqrstuvwxyz",
    environmentCode: "00000",
    timeoutMs: TIMEOUT_MS,
    gate: createPlaces(1),
    now,
    sessions: {
      load: async () => session,
      save: async (opened) => {
        session = opened;
      },
      forget: async () => {
        session = null;
      },
    },
  });
}

/** The value, or a failing test that says why there is none. */
export function valueOf<Value>(
  result:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: unknown },
): Value {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}
