import { describe, it } from "vitest";

import { createSandbox } from "../../../sandbox/sandbox.ts";
import { hmacSha512Hex } from "../../../sandbox/shared/hmac.ts";
import { ccv, ccvJson, NOW } from "./support.ts";

interface Received {
  url: string;
  method: string;
  body: string;
  headers: Headers;
}

const PUBLIC_URL = "https://app.example";

/** A sandbox whose deliveries end up in a list. */
async function listening(status = 200) {
  const received: Received[] = [];
  const sandbox = createSandbox({
    clock: () => NOW,
    appSecret: "appsecret-for-tests",
    deliver: async (request) => {
      const { url, method, headers } = request;
      received.push({ url, method, body: await request.text(), headers });
      return new Response("OK", { status });
    },
  });
  await sandbox.control.shops.make({
    name: "shop-1",
    apiPublic: "testpublic00001",
    apiSecret: "testsecret0000000000000000000001",
  });
  return { sandbox, control: sandbox.control, received };
}

async function register(
  sandbox: ReturnType<typeof createSandbox>,
  event: string,
): Promise<Record<string, unknown>> {
  const address = `https://app.example/webhooks/ccv/token/${event}?a=1`;
  return ccvJson(sandbox, "/webhooks/", { method: "POST", body: { event, address } });
}

describe("webhooks", () => {
  it("have a key each, and can be listed, switched off and removed", async ({ expect }) => {
    const { sandbox } = await listening();
    const first = await register(sandbox, "orders.created");
    const second = await register(sandbox, "orders.updated.ispaid");
    expect(first).toMatchObject({ event: "orders.created", is_active: true, parent: null });
    expect(first["key"]).not.toBe(second["key"]);
    const path = `/webhooks/${String(first["id"])}/`;
    const off = { method: "PATCH", body: { is_active: false } };
    expect((await ccv(sandbox, path, off)).status).toBe(204);
    expect(await ccvJson(sandbox, path)).toMatchObject({ is_active: false });
    expect((await ccv(sandbox, path, { method: "DELETE" })).status).toBe(204);
    expect(await ccvJson(sandbox, "/webhooks/")).toMatchObject({ items: [{ id: second["id"] }] });
  });

  it("refuse unknown events, and those the shop refuses", async ({ expect }) => {
    const { sandbox, control } = await listening();
    expect(await register(sandbox, "orders.paid")).toMatchObject({ status: 400 });
    control.shops.behave({ refusedEvents: ["invoices.created"] });
    expect(await register(sandbox, "invoices.created")).toMatchObject({ status: 400 });
  });

  it("tell of a paid order in the captured form", async ({ expect }) => {
    const { sandbox, control, received } = await listening();
    await register(sandbox, "orders.updated.ispaid");
    const { id } = await control.shop.makeOrder();
    const happened = await control.shop.pay({ id });
    expect(happened.deliveries).toMatchObject([{ status: 200, variant: "address-body" }]);
    expect(JSON.parse(received[0]?.body ?? "")).toEqual({
      triggered_at: "2023-03-01T12:00:00Z",
      href: `https://shop-1.example/api/rest/v1/orders/${id}`,
      id,
      order_number: 14194,
      ordernumber_prefix: null,
      ordernumber_full: "14194",
      total_price: 14.99,
      paid: true,
      customer_email: "anna@example.nl",
      customer_mobile: "",
    });
  });

  it.for([
    ["address-body", (sent: Received) => `${sent.url}|${sent.body}`],
    ["body", (sent: Received) => sent.body],
    [
      "request",
      ({ body, headers }: Received) =>
        `testpublic00001|POST|/webhooks/ccv/token/orders.created?a=1|${body}|${headers.get("x-date")}`,
    ],
  ] as const)("are signed in the way %s", async ([variant, text], { expect }) => {
    const { sandbox, control, received } = await listening();
    const { key } = await register(sandbox, "orders.created");
    control.shops.behave({ signature: variant });
    await control.shop.makeOrder();
    const [sent] = received;
    if (!sent) throw new Error("Nothing was delivered.");
    expect(sent.headers.get("x-hash")).toBe(await hmacSha512Hex(String(key), text(sent)));
  });

  it("can be sent with a wrong hash, with none, twice, or not at all", async ({ expect }) => {
    const { sandbox, control, received } = await listening();
    await register(sandbox, "orders.created");
    await control.shop.makeOrder({ variant: "none" });
    expect(received[0]?.headers.has("x-hash")).toBe(false);
    await control.shop.makeOrder({ variant: "wrong", times: 2 });
    expect(received).toHaveLength(3);
    await control.shop.makeOrder({ deliver: false });
    control.shops.behave({ dropWebhooks: true });
    const { deliveries } = await control.shop.makeOrder();
    expect(deliveries).toMatchObject([{ status: null, error: "dropped" }]);
    expect(received).toHaveLength(3);
  });

  it("follow every event of an order's and an invoice's life", async ({ expect }) => {
    const { sandbox, control, received } = await listening();
    const events = [
      "orders.created",
      "orders.updated.ispaid",
      "orders.updated.status",
      "orders.deleted",
      "invoices.created",
      "invoices.updated.status",
    ];
    for (const event of events) await register(sandbox, event);
    const { id } = await control.shop.makeOrder();
    await control.shop.pay({ id });
    const invoice = await control.shop.makeInvoice({ orderId: id });
    await control.shop.setInvoiceStatus({ id: invoice.id, status: "reimbursed" });
    await control.shop.setStatus({ id, status: 8 });
    await control.shop.deleteOrder({ id });
    expect(received.map(({ url }) => /token\/([\w.]+)/.exec(url)?.[1])).toEqual([
      "orders.created",
      "orders.updated.ispaid",
      "invoices.created",
      "invoices.updated.status",
      "orders.updated.status",
      "orders.deleted",
    ]);
    const status: unknown = JSON.parse(received[4]?.body ?? "");
    expect(status).toMatchObject({ previous_status: 1, status: 8 });
    expect((await ccv(sandbox, `/orders/${id}/`)).status).toBe(404);
  });
});

describe("App Store", () => {
  it("makes a handshake with new keys, which count from the 200", async ({ expect }) => {
    const { sandbox, control, received } = await listening();
    const answer = await control.appStore.handshake({ publicUrl: PUBLIC_URL });
    expect(answer).toMatchObject({ status: 200, body: "OK" });
    const [sent] = received;
    const body = sent?.body ?? "";
    expect(sent?.url).toBe("https://app.example/ccv/handshake");
    expect(sent?.headers.get("x-hash")).toBe(
      await hmacSha512Hex("appsecret-for-tests", `https://app.example/ccv/handshake|${body}`),
    );
    const keys = JSON.parse(body) as Record<string, string>;
    expect(keys["api_root"]).toBe("https://shop-1.example");
    const renewed = { apiPublic: keys["api_public"] ?? "", secret: keys["api_secret"] ?? "" };
    expect((await ccv(sandbox, "/apps/", renewed)).status).toBe(200);
    expect((await ccv(sandbox, "/apps/")).status).toBe(401);
  });

  it("keeps the former keys when the app refuses", async ({ expect }) => {
    const { sandbox, control } = await listening(401);
    expect((await control.appStore.handshake({ publicUrl: PUBLIC_URL })).status).toBe(401);
    expect((await ccv(sandbox, "/apps/")).status).toBe(200);
  });

  it("makes the install link, with the public key encoded", async ({ expect }) => {
    const { control } = await listening();
    await control.appStore.handshake({ publicUrl: PUBLIC_URL });
    const { apiPublic } = control.shops.get();
    const link = new URL(await control.appStore.installLink());
    expect(link.href).toContain("%5E");
    expect(link.searchParams.get("api_public")).toBe(apiPublic);
    expect(link.searchParams.get("x-hash")).toBe(
      await hmacSha512Hex("appsecret-for-tests", `https://app.example/ccv/install|${apiPublic}`),
    );
  });

  it("forgets keys and webhooks when the app is uninstalled", async ({ expect }) => {
    const { sandbox, control } = await listening();
    await register(sandbox, "orders.created");
    await control.appStore.uninstall({ publicUrl: PUBLIC_URL });
    expect(control.shops.webhooks()).toEqual([]);
    expect((await ccv(sandbox, "/apps/")).status).toBe(401);
  });
});
