import { describe, test } from "vitest";

import { shopAt } from "../http/fakes.ts";
import { newActiveOwner, startApp } from "../http/owner.ts";
import { open, seed, send } from "./visitor.ts";

/** What a page says after something was sent is what is so. */

const INVALID = {
  code: "ICP_VAT_NUMBER_INVALID",
  figures: { vatNumber: "BE0123456749", source: "VIES" },
};

describe("an act on a document with a field that was left blank", () => {
  test.for([
    ["dismiss", "reason", "Vul dit in."],
    ["process", "acceptReason", "Vul dit in."],
    ["process", "bookingDate", "Vul een datum in."],
  ] as const)("%s marks %s and does nothing", async ([act, field, told], { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie, installationId } = owner;
    await seed(owner, { sourceId: "1", status: "error", error: INVALID });
    const answer = await send(harness, `/documents/order/1/${act}`, { cookie, [field]: "   " });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    const open = html.split('<details class="act" open').slice(1);
    expect(open).toHaveLength(1);
    expect(open[0]).toMatch(new RegExp(`name="${field}"[^>]* aria-invalid="true"`));
    expect(open[0]).toContain(`<p class="error" id="f-${field}-error">${told}</p>`);
    expect(html.match(/aria-invalid/g)).toHaveLength(1);
    const { documents } = harness.world.dependencies;
    const kept = await documents.find(installationId, { kind: "order", sourceId: "1" });
    expect(kept?.status).toBe("error");
  });
});

describe("a number that is looked up in the shop", () => {
  test.for([
    ["processed", undefined, "booked"],
    ["skipped", "ALREADY_PROCESSED", "booked"],
    ["skipped", "ZERO_TOTAL", "fetched"],
    ["open", "NOT_PAID", "fetched"],
  ] as const)("%s %s is told as %s", async ([status, reason, done], { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const { cookie } = owner;
    await seed(owner, { sourceId: "900", status, ...(reason !== undefined && { reason }) });
    shopAt(harness.world, owner.keys.apiRoot).numbers.set("ORD900", "900");
    const form = { kind: "order", number: "ORD900", cookie };
    const location = (await send(harness, "/search/fetch", form)).headers.get("location") ?? "";
    expect(location).toBe(`/search?search=ORD900&done=${done}`);
    const html = await (await open(harness, location, { cookie })).text();
    expect(html.includes("en is al geboekt.")).toBe(done === "booked");
    expect(html.includes("wordt verwerkt.")).toBe(done === "fetched");
  });
});

describe("what was just done", () => {
  test.for(["constructor", "toString", "__proto__", "nothing", ""])(
    "isn't told for the unknown name %j",
    async (name, { expect }) => {
      const harness = startApp();
      const { cookie } = await newActiveOwner(harness);
      const html = await (await open(harness, `/skipped?done=${name}`, { cookie })).text();
      expect(html).not.toContain('class="notice good"');
    },
  );
});
