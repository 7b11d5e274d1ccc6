import { describe, expect, test } from "vitest";

import { createBookingWorld, paidOrder, type BookingWorld } from "./world.ts";

/** VIES: no answer is never "invalid"; answers count for a while; the proof is kept with the document. */

const NUMBER = "DE136695976";
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

function icpOrder(world: BookingWorld): Promise<number> {
  return paidOrder(world, {
    is_intra_community_order: true,
    taxes_included: false,
    order_row_taxes_included: false,
    rows: [{ selling_price: 200, tax: 0 }],
    total_shipping: 0,
    customer: {
      btw: NUMBER,
      email: `buyer-${world.installation.id}@example.de`,
      billingaddress: { country_code: "DE" },
    },
  });
}

/** Each installation asks with another number of its own, so that no answer is remembered across tests. */
function worldWithRequester(requester: string) {
  return createBookingWorld({ vatNumber: requester });
}

describe("a VAT number that VIES does not answer for", () => {
  test("waits and is asked again after 1, 5, 15 and 60 minutes, then hourly, for 72 hours", async () => {
    const world = await worldWithRequester("NL002455799B11");
    const { control } = world.sandbox;
    control.vies.set({ number: NUMBER, answer: { error: "MS_UNAVAILABLE" } });
    const id = await icpOrder(world);
    const began = world.now;
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const { status, nextAt } = await world.book(id);
      expect(status).toBe("open");
      waits.push(((nextAt ?? 0) - world.now) / MS_PER_MINUTE);
      world.now = nextAt ?? world.now;
    }
    expect(waits).toEqual([1, 5, 15, 60, 60, 60]);
    expect((await world.order(id))?.reason).toBe("VIES_UNAVAILABLE");
    world.now = began + 72 * MS_PER_HOUR;
    expect((await world.book(id)).status).toBe("error");
    expect((await world.order(id))?.error?.code).toBe("ICP_VAT_NUMBER_UNVERIFIED");
    expect(control.imuis.entries()).toHaveLength(0);
  });

  test("is booked when a person answers for it, with the name kept", async () => {
    const world = await worldWithRequester("NL002342672B42");
    world.sandbox.control.vies.set({ number: NUMBER, answer: { error: "MS_UNAVAILABLE" } });
    const id = await icpOrder(world);
    await world.book(id);
    const overrides = {
      force: true,
      bookingDate: null,
      acceptVatNumber: { reason: "Handelsregister", by: "anna" },
      by: "anna",
    };
    const key = { kind: "order" as const, sourceId: String(id) };
    await world.documents.act(world.installation.id, key, {
      kind: "process",
      overrides,
      by: "anna",
      now: world.now,
    });
    expect((await world.book(id, "process")).status).toBe("processed");
    expect((await world.order(id))?.vatEvidence).toMatchObject({
      reason: "Handelsregister",
      by: "anna",
    });
  });
});

describe("an answer of VIES", () => {
  test("is kept with the document as evidence, and the debtor gets number and date", async () => {
    const world = await worldWithRequester("NL810755610B01");
    const { control } = world.sandbox;
    control.vies.set({ number: NUMBER, answer: { valid: true } });
    const id = await icpOrder(world);
    expect((await world.book(id)).status).toBe("processed");
    const order = await world.order(id);
    expect(order?.vatEvidence).toMatchObject({
      kind: "valid",
      vatNumber: NUMBER,
      consultationNumber: expect.stringMatching(/\w/) as unknown,
    });
    const debtor = control.imuis.debtors().find(({ BTWNR }) => BTWNR === NUMBER);
    expect(debtor).toMatchObject({ BTWPL: "I" });
    expect(debtor?.["DATBTWNR"]).toBeTruthy();
  });

  test("valid counts for a day, invalid for an hour", async () => {
    const world = await worldWithRequester("NL001234567B01");
    const { control } = world.sandbox;
    const asked = () => control.calls.count({ vendor: "vies" });
    control.vies.set({ number: NUMBER, answer: { valid: false } });
    expect((await world.book(await icpOrder(world))).status).toBe("error");
    world.now += 59 * MS_PER_MINUTE;
    await world.book(await icpOrder(world));
    expect(asked()).toBe(1);
    world.now += 2 * MS_PER_MINUTE;
    control.vies.set({ number: NUMBER, answer: { valid: true } });
    expect((await world.book(await icpOrder(world))).status).toBe("processed");
    expect(asked()).toBe(2);
    world.now += 23 * MS_PER_HOUR;
    await world.book(await icpOrder(world));
    expect(asked()).toBe(2);
    world.now += 2 * MS_PER_HOUR;
    await world.book(await icpOrder(world));
    expect(asked()).toBe(3);
  });
});
