import { describe, expect, test } from "vitest";

import { json } from "../scripted-fetch.ts";
import { API, INVOICE, ORDER, page, ROW, shopWith } from "./shop-fixture.ts";

/** Addresses in a shop's answers are a third party's words: they must lead nowhere but back to that shop. */

const SHOP_ORIGIN = "https://shop.ccvshop.nl";

/** The rows' first page names `next`; every other page is the last. */
function shopWithNext(next: unknown) {
  return shopWith(({ url }) => {
    const { pathname, search } = new URL(url);
    if (!pathname.includes("orderrows")) return json(ORDER);
    return json({ ...(page([ROW]) as object), next: search.includes("start=0") ? next : null });
  });
}

describe("the next page of a list", () => {
  test.each([
    ["another host", "https://evil.example/api/rest/v1/orders/1001/orderrows/?start=1"],
    ["a host without a scheme", "//evil.example/api/rest/v1/orders/1001/orderrows/"],
    ["backslashes", "\\\\evil.example\\api\\rest\\v1\\orders"],
    ["the shop as user name", "https://shop.ccvshop.nl@evil.example/api/rest/v1/orders/"],
    ["the shop as a subdomain", "https://shop.ccvshop.nl.evil.example/api/rest/v1/orders/"],
    ["another port", "https://shop.ccvshop.nl:8443/api/rest/v1/orders/"],
    ["this machine", "http://127.0.0.1/api/rest/v1/orders/"],
    ["the metadata of a cloud", "http://169.254.169.254/api/rest/v1/orders/"],
    ["another scheme", "javascript:alert(1)"],
    ["a file", "file:///api/rest/v1/orders/"],
    ["data", "data:application/json,{}"],
    ["the shop outside of its API", `${SHOP_ORIGIN}/admin/`],
    ["a way out of the API", `${API}/../../../admin/`],
    ["an encoded way out", `${API}/%2e%2e/%2e%2e/%2e%2e/admin/`],
  ])("at %s is never called", async (_, next) => {
    const { shop, asked } = shopWithNext(next);
    expect(await shop.readDocument("order", "1001")).toMatchObject({
      ok: false,
      error: { kind: "invalid", path: "next" },
    });
    expect(asked.map(({ url }) => new URL(url).origin)).toEqual(asked.map(() => SHOP_ORIGIN));
  });

  test.each([
    ["absolute", `${API}/orders/1001/orderrows/?start=1`],
    ["relative to the host", "/api/rest/v1/orders/1001/orderrows/?start=1"],
    ["over http, asked over https", "http://shop.ccvshop.nl/api/rest/v1/orders/1001/orderrows/"],
  ])("%s is asked at the shop", async (_, next) => {
    const { shop, asked } = shopWithNext(next);
    const read = await shop.readDocument("order", "1001");
    expect(read.ok && read.value.lines).toHaveLength(2);
    for (const { url } of asked) expect(url.startsWith(`${API}/`)).toBe(true);
  });

  test("that is no text ends the list", async () => {
    const read = await shopWithNext(42).shop.readDocument("order", "1001");
    expect(read.ok && read.value.lines).toHaveLength(1);
  });

  test("that runs in circles ends after a hundred pages", async () => {
    const next = `${API}/orders/1001/orderrows/?start=0`;
    const { shop, asked } = shopWithNext(next);
    expect(await shop.readDocument("order", "1001")).toMatchObject({ ok: false });
    expect(asked.length).toBeLessThanOrEqual(101);
  });
});

test.each([
  "https://evil.example/api/rest/v1/orders/1001/",
  "//evil.example/orders/1001",
  "https://evil.example/?x=/1001",
])("an invoice's order at %s is read at the shop, if at all", async (href) => {
  const { shop, asked } = shopWith(({ url }) => {
    const { pathname } = new URL(url);
    if (pathname.endsWith("/invoicerows/")) return json(page([ROW]));
    return json(pathname.includes("/orders/") ? ORDER : { ...INVOICE, order: { href } });
  });
  await shop.readDocument("invoice", "77");
  for (const { url } of asked) expect(url.startsWith(`${API}/`)).toBe(true);
});
