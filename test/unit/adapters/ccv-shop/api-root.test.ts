import { expect, test } from "vitest";

import { checkApiRoot } from "../../../../src/adapters/ccv-shop/api-root.ts";

test.each([
  ["https://shop.ccvshop.nl", "https://shop.ccvshop.nl"],
  ["https://SHOP.ccvshop.nl/", "https://shop.ccvshop.nl"],
  ["https://www.trouwringenvoordeel.nl:443", "https://www.trouwringenvoordeel.nl"],
  ["https://bücher.example.de", "https://xn--bcher-kva.example.de"],
])("%s is a shop's address", (url, origin) => {
  expect(checkApiRoot(url, { allowInsecure: false })).toEqual({ ok: true, value: origin });
});

test.each([
  "",
  "shop.ccvshop.nl",
  "http://shop.ccvshop.nl",
  "ftp://shop.ccvshop.nl",
  "javascript:alert(1)",
  "https://shop.ccvshop.nl:8443",
  "https://user:pw@shop.ccvshop.nl",
  "https://shop.ccvshop.nl/api",
  "https://shop.ccvshop.nl/?a=1",
  "https://shop.ccvshop.nl/#a",
  "https://127.0.0.1",
  "https://127.1",
  "https://2130706433",
  "https://0x7f000001",
  "https://017700000001",
  "https://10.0.0.1",
  "https://192.168.1.1",
  "https://169.254.169.254",
  "https://8.8.8.8",
  "https://[::1]",
  "https://[::ffff:127.0.0.1]",
  "https://[::]",
  "https://[fe80::1]",
  "https://[fd00::1]",
  "https://[::ffff:7f00:1]",
  "https://[64:ff9b::7f00:1]",
  "https://127.0.0.1.",
  "https://0",
  "https://0.0.0.0",
  "https://0300.0250.0.1",
  "https://0xa9fea9fe",
  "https://2852039166",
  "https://１２７.0.0.1",
  "https://127。0。0。1",
  "https://shop.ccvshop.nl@127.0.0.1",
  "https://shop.ccvshop.nl%00.evil.example",
  "https://shop.ccvshop.nl\\@evil.example",
  "//shop.ccvshop.nl",
  "file:///etc/passwd",
  "data:text/plain,x",
  "https://localhost",
  "https://localhost.",
  "https://shop.localhost",
  "https://router.local",
  "https://metadata.google.internal",
  "https://intranet",
  "https://shop.home.arpa",
  "https://127.0.0.1.nip.io",
  "https://shop.ccvshop.nl.",
  "https://shop..nl",
  "https://shop.nl1",
])("%s is none", (url) => {
  expect(checkApiRoot(url, { allowInsecure: false })).toMatchObject({ ok: false });
});

test("development may use this machine, but nothing that is no origin", () => {
  const options = { allowInsecure: true };
  expect(checkApiRoot("http://127.0.0.1:8799", options)).toEqual({
    ok: true,
    value: "http://127.0.0.1:8799",
  });
  expect(checkApiRoot("http://localhost:8799/", options)).toMatchObject({ ok: true });
  expect(checkApiRoot("http://localhost:8799/x", options)).toMatchObject({ ok: false });
  expect(checkApiRoot("file:///etc/passwd", options)).toMatchObject({ ok: false });
});
