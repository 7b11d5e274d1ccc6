import { env } from "cloudflare:workers";
import { beforeEach, describe, test } from "vitest";

import { createDocumentRepository } from "../../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../../src/adapters/d1/installation-row.ts";
import type { Settlement } from "../../../src/booking/ports/claim.ts";
import type { PersonalAct } from "../../../src/booking/ports/document-record.ts";
import { newShop } from "../rows.ts";

/** Since when a document is a problem: what an account has not seen yet is counted by it. */

const KEY = { kind: "order", sourceId: "1" } as const;
const OVERRIDES = { force: true, bookingDate: null, acceptVatNumber: null, by: "anna" };

const documents = createDocumentRepository(env.DB, toInstallation);
let shop: string;
let now: number;

beforeEach(async () => {
  now = 0;
  shop = await newShop();
});

/** Claims and settles at the next instant; `sends`: with an intent between. */
async function ends(
  settlement: Pick<Settlement, "status"> & Partial<Settlement>,
  sends = false,
): Promise<void> {
  now += 1000;
  const claim = await documents.claim(shop, KEY, { token: "t", now, leaseMs: 9, message: "look" });
  if (claim.kind !== "claimed") throw new Error(claim.kind);
  if (sends) {
    const fields = {
      number: "1",
      digits: "1",
      orderId: null,
      bookingDate: null,
      customer: "",
      totalCents: 1,
      currency: "EUR",
      warnings: [],
      trace: null,
      vatEvidence: null,
      sourceHash: null,
      configurationVersion: 1,
    };
    const intent = { payloadHash: "p", booking: {} as never, at: now, lookFrom: now };
    await documents.recordIntent(shop, KEY, {
      token: "t",
      intent: { ...intent, administrationKey: null, settledFields: fields },
      leaseUntil: now + 9,
      now,
      wasWaiting: claim.document.status !== "processing",
    });
  }
  const end = { nextCheckAt: null, clearIntent: true, history: { event: "settled" } };
  await documents.settle(shop, KEY, { token: "t", now, settlement: { ...end, ...settlement } });
}

const fails = (code: "GAVE_UP" | "IMUIS_REFUSED", text = ""): Promise<void> =>
  ends({ status: "error", error: { code, figures: { text } } });

async function acts(act: Pick<PersonalAct, "kind">): Promise<void> {
  now += 1000;
  const given = { by: "anna", now, overrides: OVERRIDES, reason: "", reference: null };
  await documents.act(shop, KEY, { ...given, ...act });
}

async function problemSince(): Promise<number | null> {
  const row = await env.DB.prepare("SELECT problem_since FROM documents WHERE installation_id = ?")
    .bind(shop)
    .first<{ problem_since: number | null }>();
  return row?.problem_since ?? null;
}

describe("a document is a problem", () => {
  test("since it failed, and not while it waits or is booked", async ({ expect }) => {
    await ends({ status: "open", reason: "IMUIS_UNAVAILABLE" });
    expect(await problemSince()).toBeNull();
    await fails("GAVE_UP");
    expect(await problemSince()).toBe(now);
    await ends({ status: "processed", imuisReference: "1" });
    expect(await problemSince()).toBeNull();
  });

  test("still the same one when a retry ends in the same code, sent or not", async ({ expect }) => {
    await fails("IMUIS_REFUSED", "period 1 is closed");
    const first = now;
    await fails("IMUIS_REFUSED", "period 2 is closed");
    await ends({ status: "error", error: { code: "IMUIS_REFUSED", figures: {} } }, true);
    expect(await problemSince()).toBe(first);
    await fails("GAVE_UP");
    expect(await problemSince()).toBe(now);
  });

  test("still the same one while it is looked for, another when that fails", async ({ expect }) => {
    await ends({ status: "unknown", clearIntent: false }, true);
    const first = now;
    await ends({ status: "unknown", clearIntent: false });
    await acts({ kind: "process" });
    await ends({ status: "unknown", clearIntent: false });
    expect(await problemSince()).toBe(first);
    await fails("IMUIS_REFUSED");
    expect(await problemSince()).toBe(now);
    await ends({ status: "unknown" });
    expect(await problemSince()).toBe(now);
  });

  test.for(["process", "dismiss"] as const)(
    "another one after a person's %s",
    async (kind, { expect }) => {
      await fails("GAVE_UP");
      await acts({ kind });
      expect(await problemSince()).toBeNull();
      await acts({ kind: "process" });
      await fails("GAVE_UP");
      expect(await problemSince()).toBe(now);
    },
  );

  test.for(["resolve-booked", "resolve-not-booked"] as const)(
    "no more after a person's %s",
    async (kind, { expect }) => {
      await ends({ status: "unknown", clearIntent: false }, true);
      expect(await problemSince()).toBe(now);
      await acts({ kind });
      expect(await problemSince()).toBeNull();
    },
  );
});
