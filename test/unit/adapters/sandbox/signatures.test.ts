/** What the sandbox signs as CCV Shop, checked by our own verification. */
import { describe, expect, test } from "vitest";

import { createSandbox, DEFAULT_APP_SECRET } from "../../../../sandbox/sandbox.ts";
import {
  matchWebhookSignature,
  verifyAppStoreHash,
} from "../../../../src/adapters/ccv-shop/signature.ts";
import { valueOf, shopOf } from "./fixture.ts";

const ADDRESS = "https://app.example/webhooks/ccv/token/orders.created";

async function createInbox() {
  const inbox: Request[] = [];
  const sandbox = createSandbox({
    deliver: async (request) => {
      inbox.push(request);
      return new Response("OK");
    },
  });
  return { inbox, sandbox };
}

async function handshake() {
  const { inbox, sandbox } = await createInbox();
  await sandbox.control.shops.make();
  await sandbox.control.appStore.handshake({ publicUrl: "https://app.example" });
  const [request] = inbox;
  if (request === undefined) throw new Error("there was no handshake");
  return {
    url: request.url,
    body: await request.text(),
    hash: request.headers.get("x-hash") ?? "",
  };
}

describe("the App Store", () => {
  test("signs the handshake over address and body", async () => {
    const { url, body, hash } = await handshake();
    expect(await verifyAppStoreHash(DEFAULT_APP_SECRET, [url, body], hash)).toBe(true);
    expect(await verifyAppStoreHash(DEFAULT_APP_SECRET, [url, `${body} `], hash)).toBe(false);
    expect(await verifyAppStoreHash("another secret", [url, body], hash)).toBe(false);
  });

  test("signs the install link over address and public key", async () => {
    const { sandbox } = await createInbox();
    const { apiPublic } = await sandbox.control.shops.make();
    const publicUrl = "https://app.example";
    const link = new URL(await sandbox.control.appStore.installLink({ publicUrl }));
    const parts = [link.origin + link.pathname, link.searchParams.get("api_public") ?? ""];
    const hash = link.searchParams.get("x-hash") ?? "";
    expect(parts[1]).toBe(apiPublic);
    expect(await verifyAppStoreHash(DEFAULT_APP_SECRET, parts, hash)).toBe(true);
  });
});

describe("webhook deliveries", () => {
  test.each([
    ["address-body", "address-body"],
    ["body", "body"],
    ["request", "request"],
    ["wrong", null],
    ["none", null],
  ] as const)("signed %s match %s", async (signature, form) => {
    const { inbox, sandbox } = await createInbox();
    const made = await sandbox.control.shops.make();
    sandbox.control.shops.behave({ signature });
    const webhook = valueOf(await shopOf(sandbox, made).createWebhook("orders.created", ADDRESS));
    await sandbox.control.shop.makeOrder();
    const [request] = inbox;
    const body = new Uint8Array((await request?.arrayBuffer()) ?? []);
    const matched = await matchWebhookSignature({
      key: webhook.key,
      address: ADDRESS,
      apiPublic: made.apiPublic ?? "",
      path: new URL(ADDRESS).pathname,
      date: request?.headers.get("x-date") ?? null,
      signature: request?.headers.get("x-hash") ?? "",
      body,
    });
    expect(inbox).toHaveLength(1);
    expect(matched).toBe(form);
  });
});
