import { describe, expect, test } from "vitest";

import {
  importSecret,
  matchWebhookSignature,
  requestDate,
  signRequest,
  verifyAppStoreHash,
} from "../../../../src/adapters/ccv-shop/signature.ts";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("signing a request (vectors of ccvshop.md 1.7)", () => {
  const secret = "testsecret0000000000000000000001";
  const base = { apiPublic: "testpublic00001", date: "2022-11-26T00:45:54Z" };

  test("GET with a query and no body", async () => {
    const request = {
      ...base,
      method: "GET",
      uri: "/api/rest/v1/orders/?start=0&size=1",
      body: "",
    };
    expect(await signRequest(await importSecret(secret), request)).toBe(
      "1c5e6b92073a886651ab57854a2ff66aedca200d780b31ed69afcba8388becf4a8313c169e75fe83c6469e90265b17d1eec15901392af4b4cc9a3f3d41d3b6c5",
    );
  });

  test("PATCH with a body", async () => {
    const request = {
      ...base,
      method: "PATCH",
      uri: "/api/rest/v1/apps/42",
      body: '{"is_installed":true}',
    };
    expect(await signRequest(await importSecret(secret), request)).toBe(
      "66fe92449511eb134f361038dff3d0affad3925ac913615d1e69a1b0cb5b6a91a6c67f20669bd0a2a49fb44d9e9c7ffdc06985dcfcb3f26471c5c9cc8b2b4d31",
    );
  });

  test("the date has no milliseconds", () => {
    expect(requestDate(new Date("2022-11-26T00:45:54.999Z"))).toBe("2022-11-26T00:45:54Z");
  });
});

describe("hashes of the App Store (vectors of ccvshop.md 2.4)", () => {
  const handshakeBody =
    '{"api_public":"testpublic00001","api_secret":"testsecret0000000000000000000001","api_root":"https://shop.ccvshop.nl","return_url":"https://shop.ccvshop.nl/return"}';
  const handshakeHash =
    "6c3e06c4a0fc8b4f5f38c55d668c611757d91039f77c076acd139c07dc8476779102ded7620965d122b92d93bc64a7e3eb9bcf173f2f1ccae0fb25d9ece773d8";
  const handshake = ["https://app.example/ccv/handshake", handshakeBody];
  const install = ["https://app.example/ccv/install", "testpublic00001"];

  test("handshake, with the body as text or bytes", async () => {
    expect(await verifyAppStoreHash("appsecret-for-tests", handshake, handshakeHash)).toBe(true);
    const parts = [handshake[0] ?? "", utf8(handshakeBody)];
    expect(await verifyAppStoreHash("appsecret-for-tests", parts, handshakeHash)).toBe(true);
  });

  test("install link", async () => {
    const hash =
      "1768f51d52569b36db5267df98f0a17d9c62aad83f7ce9e17d5daca731969be0aa74cc260c1b109848ba9244c4640d84b2948cb07d8d3fbdf008f0234ca7cb01";
    expect(await verifyAppStoreHash("appsecret-for-tests", install, hash)).toBe(true);
  });

  test.each([
    "",
    "xyz",
    handshakeHash.slice(0, -2),
    handshakeHash.replace(/^6/, "7"),
    `${handshakeHash}00`,
  ])("refuses %j", async (hash) => {
    expect(await verifyAppStoreHash("appsecret-for-tests", handshake, hash)).toBe(false);
  });

  test("refuses another secret", async () => {
    expect(await verifyAppStoreHash("other", handshake, handshakeHash)).toBe(false);
  });
});

describe("a webhook's signature", () => {
  const delivery = {
    key: "hook-key",
    address: "https://app.example/webhooks/ccv/a",
    apiPublic: "public",
    path: "/webhooks/ccv/a",
    body: utf8('{"id":1}'),
    date: "2022-11-26T00:45:54Z",
  };

  async function sign(message: string): Promise<string> {
    const algorithm = { name: "HMAC", hash: "SHA-512" };
    const key = await crypto.subtle.importKey("raw", utf8("hook-key").slice(), algorithm, false, [
      "sign",
    ]);
    const signature = await crypto.subtle.sign("HMAC", key, utf8(message).slice());
    return Buffer.from(signature).toString("hex");
  }

  test.each([
    ["address-body", 'https://app.example/webhooks/ccv/a|{"id":1}'],
    ["body", '{"id":1}'],
    ["request", 'public|POST|/webhooks/ccv/a|{"id":1}|2022-11-26T00:45:54Z'],
  ])("matches %s", async (form, message) => {
    const signature = await sign(message);
    expect(await matchWebhookSignature({ ...delivery, signature })).toBe(form);
    const upperCase = signature.toUpperCase();
    expect(await matchWebhookSignature({ ...delivery, signature: upperCase })).toBe(form);
  });

  test("matches nothing else", async () => {
    const signature = await sign('{"id":1}');
    expect(await matchWebhookSignature({ ...delivery, signature: "" })).toBeNull();
    const body = utf8('{"id":2}');
    expect(await matchWebhookSignature({ ...delivery, body, signature })).toBeNull();
    expect(await matchWebhookSignature({ ...delivery, key: "other", signature })).toBeNull();
    expect(await matchWebhookSignature({ ...delivery, key: "", signature })).toBeNull();
  });

  test("an empty key matches nothing, not even its stand-in", async () => {
    const algorithm = { name: "HMAC", hash: "SHA-512" };
    const key = await crypto.subtle.importKey("raw", utf8("no key").slice(), algorithm, false, [
      "sign",
    ]);
    const signed = await crypto.subtle.sign("HMAC", key, delivery.body.slice());
    const signature = Buffer.from(signed).toString("hex");
    expect(await matchWebhookSignature({ ...delivery, key: "", signature })).toBeNull();
  });

  test("a request form without a date is none", async () => {
    const signature = await sign('public|POST|/webhooks/ccv/a|{"id":1}|');
    expect(await matchWebhookSignature({ ...delivery, date: null, signature })).toBeNull();
  });
});
