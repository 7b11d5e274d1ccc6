import { describe, it } from "vitest";

import { hmacSha512Hex } from "../../../sandbox/shared/hmac.ts";
import { ccv, ccvJson, movableClock, sandboxWithShop } from "./support.ts";

describe("CCV Shop authentication", () => {
  it("accepts a signed request and signs the answer over its own body", async ({ expect }) => {
    const { sandbox } = await sandboxWithShop();
    const response = await ccv(sandbox, "/webshops/");
    const body = await response.text();
    const date = response.headers.get("x-date") ?? "";
    const signed = ["testpublic00001", "GET", "/api/rest/v1/webshops/", body, date].join("|");
    expect(response.status).toBe(200);
    expect(response.headers.get("x-hash")).toBe(
      await hmacSha512Hex("testsecret0000000000000000000001", signed),
    );
  });

  it.for([
    ["a wrong secret", { secret: "another" }],
    ["an unknown public key", { apiPublic: "unknown" }],
    ["a date more than five minutes old", { date: "2023-03-01T11:54:59Z" }],
    ["a date more than five minutes ahead", { date: "2023-03-01T12:05:01Z" }],
    ["a date that is none", { date: "yesterday" }],
  ] as const)("refuses %s", async ([, call], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    const response = await ccv(sandbox, "/orders/", call);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ status: 401, code: "401.10" });
  });

  it.for(["2023-03-01T11:55:01Z", "2023-03-01T12:00:00+00:00", "2023-03-01T13:00:00+0100"])(
    "accepts the date %s",
    async (date, { expect }) => {
      const { sandbox } = await sandboxWithShop();
      expect((await ccv(sandbox, "/orders/", { date })).status).toBe(200);
    },
  );

  it("refuses a shop's keys under another shop's address", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    await control.shops.make({ name: "shop-2" });
    const response = await ccv(sandbox, "/orders/", { origin: "https://shop-2.example" });
    expect(response.status).toBe(401);
  });

  it("picks the shop by its key where shops share an address", async ({ expect }) => {
    const { sandbox, control } = await sandboxWithShop();
    const apiRoot = "https://shop-1.example";
    await control.shops.make({ name: "b", apiRoot, apiPublic: "b", apiSecret: "secret-b" });
    const answer = await ccvJson(sandbox, "/webshops/", { apiPublic: "b", secret: "secret-b" });
    expect(answer).toMatchObject({ items: [{ name: "b" }] });
  });
});

describe("CCV Shop errors and limits", () => {
  it.for([
    ["GET", "/nonsense/", 404, "404.20"],
    ["DELETE", "/orders/", 405, "405.10"],
    ["GET", "/orders/99/", 404, "404.10"],
    ["GET", "/orders/?size=many", 400, "400.10"],
  ] as const)("%s %s answers %i %s", async ([method, path, status, code], { expect }) => {
    const { sandbox } = await sandboxWithShop();
    const response = await ccv(sandbox, path, { method });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ status, code });
  });

  it("limits calls a minute per resource and over all, where that is switched on", async ({
    expect,
  }) => {
    const { clock, forward } = movableClock();
    const { sandbox, control } = await sandboxWithShop(clock);
    const limits = { enabled: true, readsPerMinute: 2, writesPerMinute: 1, totalPerMinute: 4 };
    control.shops.behave({ limits });
    const codes = [];
    for (const path of ["/orders/1/", "/orders/2/", "/orders/3/", "/invoices/", "/paymethods/"]) {
      codes.push(((await ccvJson(sandbox, path)) as { code?: string }).code ?? "ok");
    }
    codes.push((await ccvJson(sandbox, "/merchant/"))["code"]);
    expect(codes).toEqual(["404.10", "404.10", "429.10", "ok", "ok", "429.11"]);
    forward(60_000);
    const later = await ccv(sandbox, "/merchant/", { date: "2023-03-01T12:01:00Z" });
    expect(later.status).toBe(200);
  });
});
