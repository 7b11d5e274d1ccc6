import { describe, it } from "vitest";

import { handshakeBody } from "../../../sandbox/ccv-shop/app-store.ts";
import { hmacSha512Hex, signedString } from "../../../sandbox/shared/hmac.ts";

/** The published test vectors of the request signature and of the App Store's hashes. */

const CREDENTIALS = {
  apiPublic: "testpublic00001",
  apiSecret: "testsecret0000000000000000000001",
};
const DATE = "2022-11-26T00:45:54Z";

describe("request signature", () => {
  it("matches the vector of a GET without body", async ({ expect }) => {
    const message = signedString({
      apiPublic: CREDENTIALS.apiPublic,
      method: "GET",
      uri: "/api/rest/v1/orders/?start=0&size=1",
      body: "",
      date: DATE,
    });
    expect(await hmacSha512Hex(CREDENTIALS.apiSecret, message)).toBe(
      "1c5e6b92073a886651ab57854a2ff66aedca200d780b31ed69afcba8388becf4a8313c169e75fe83c6469e90265b17d1eec15901392af4b4cc9a3f3d41d3b6c5",
    );
  });

  it("matches the vector of a PATCH", async ({ expect }) => {
    const message = signedString({
      apiPublic: CREDENTIALS.apiPublic,
      method: "PATCH",
      uri: "/api/rest/v1/apps/42",
      body: '{"is_installed":true}',
      date: DATE,
    });
    expect(await hmacSha512Hex(CREDENTIALS.apiSecret, message)).toBe(
      "66fe92449511eb134f361038dff3d0affad3925ac913615d1e69a1b0cb5b6a91a6c67f20669bd0a2a49fb44d9e9c7ffdc06985dcfcb3f26471c5c9cc8b2b4d31",
    );
  });
});

describe("App Store hashes", () => {
  it("match the vector of a handshake", async ({ expect }) => {
    const body = handshakeBody(CREDENTIALS, {
      apiRoot: "https://shop.ccvshop.nl",
      returnUrl: "https://shop.ccvshop.nl/return",
    });
    const message = `https://app.example/ccv/handshake|${body}`;
    expect(await hmacSha512Hex("appsecret-for-tests", message)).toBe(
      "6c3e06c4a0fc8b4f5f38c55d668c611757d91039f77c076acd139c07dc8476779102ded7620965d122b92d93bc64a7e3eb9bcf173f2f1ccae0fb25d9ece773d8",
    );
  });

  it("match the vector of an install link", async ({ expect }) => {
    const message = "https://app.example/ccv/install|testpublic00001";
    expect(await hmacSha512Hex("appsecret-for-tests", message)).toBe(
      "1768f51d52569b36db5267df98f0a17d9c62aad83f7ce9e17d5daca731969be0aa74cc260c1b109848ba9244c4640d84b2948cb07d8d3fbdf008f0234ca7cb01",
    );
  });
});
