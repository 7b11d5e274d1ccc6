import * as fc from "fast-check";
import { afterAll, expect, test } from "vitest";

import { checkApiRoot } from "../../src/adapters/ccv-shop/api-root.ts";
import { parseCredentialsKeys } from "../../src/adapters/crypto/credentials-keys.ts";
import { createVault } from "../../src/adapters/crypto/vault.ts";
import { withoutSecrets } from "../../src/adapters/imuis/discreet.ts";
import {
  parseAmount,
  parseDate,
  parseInteger,
  parsePercentage,
} from "../../src/adapters/imuis/format.ts";
import { escapeXml, parseXml } from "../../src/adapters/imuis/xml.ts";
import { logLine } from "../../src/adapters/logger.ts";
import { createVatNumberRegister } from "../../src/adapters/vies/register.ts";
import { parseDecimal } from "../../src/domain/decimal.ts";
import { checkVatNumberFormat, normaliseVatNumber } from "../../src/domain/vat-number.ts";
import { documentIdOf } from "../../src/http/document-id.ts";
import { ORDER, page, ROW, shopWith } from "./adapters/ccv-shop/shop-fixture.ts";
import { answer, booksAnswering, dataset, envelope } from "./adapters/imuis/books-fixture.ts";
import { json } from "./adapters/scripted-fetch.ts";

/**
 * Garbage at every parser: an answer or a failure as a value, never an exception. A failing run is repeated with its seed:
 * `FUZZ_SEED=<seed> npx vitest run --project unit test/unit/fuzz.test.ts`.
 */

const SEED = Number(process.env["FUZZ_SEED"] ?? Math.floor(Math.random() * 2 ** 31));
// oxlint-disable-next-line no-console -- the seed is what makes a run of garbage repeatable
console.info(`fuzz seed ${SEED}`);

/** Inputs given so far; the issue asks for ten thousand in a run, and test/worker/fuzz.test.ts adds those over HTTP. */
let inputs = 0;
const LEAST_INPUTS = 10_000;

afterAll(() => {
  // oxlint-disable-next-line no-console -- the number belongs to the seed
  console.info(`fuzz inputs ${inputs}`);
  // A repeated run may be of one test only.
  if (process.env["FUZZ_SEED"] === undefined) expect(inputs).toBeGreaterThanOrEqual(LEAST_INPUTS);
});

const CHEAP_RUNS = 1_000;
const DEAR_RUNS = 500;

const text = fc.oneof(
  fc.string({ unit: "binary", maxLength: 300 }),
  fc.string({ unit: "grapheme", maxLength: 80 }),
  fc.constantFrom(
    "",
    "0",
    "-1",
    "1e9",
    "9".repeat(40),
    "NaN",
    "\u0000",
    "../..",
    "null",
    "{",
    "<a>",
  ),
);

const MARKUP = [
  "<a>",
  "</a>",
  "<a",
  ">",
  "<![CDATA[",
  "]]>",
  "<!--",
  "-->",
  "<?xml ?>",
  "&#x0;",
  "&lol;",
  "<!ENTITY x 'y'>",
  "__proto__",
  "<NewDataSet>",
  "<DATA>",
  "</DATA>",
];
const xmlish = fc
  .array(fc.oneof(fc.constantFrom(...MARKUP), text), { maxLength: 20 })
  .map((parts) => parts.join(""));

/** Anything JSON can be, and our own shapes with a wrong value somewhere. */
function mutated(base: Readonly<Record<string, unknown>>): fc.Arbitrary<unknown> {
  const broken = fc
    .dictionary(fc.constantFrom(...Object.keys(base)), fc.jsonValue(), { minKeys: 1, maxKeys: 4 })
    .map((changes) => Object.assign({}, base, changes));
  return fc.oneof({ weight: 3, arbitrary: broken }, fc.jsonValue());
}

function never<Input>(
  name: string,
  arbitrary: fc.Arbitrary<Input>,
  parse: (input: Input) => unknown,
): void {
  test(`${name} never throws (seed ${SEED})`, () => {
    fc.assert(
      fc.property(arbitrary, (input) => {
        inputs += 1;
        parse(input);
      }),
      { numRuns: CHEAP_RUNS, seed: SEED },
    );
  });
}

never("what iMUIS repeats of our own", fc.tuple(text, text), ([secret, around]) => {
  const identification = { partnerKey: secret, environmentCode: `code-${secret}`, sessionId: "" };
  const shown = withoutSecrets(`${around} (${secret}) ${around}`, identification);
  if (secret.length > 3 && !around.includes(secret)) expect(shown).not.toContain(`(${secret})`);
});
never("an XML answer", xmlish, (input: string) => parseXml(input));
never("an amount, date, number or percentage of iMUIS", text, (input: string) => [
  parseAmount(input),
  parseDate(input),
  parseInteger(input),
  parsePercentage(input),
]);
never("a decimal", text, (input: string) => parseDecimal(input));
never("a VAT number", text, (input: string) =>
  checkVatNumberFormat(normaliseVatNumber(input, input)),
);
never(
  "the id in a delivery",
  fc.oneof(fc.anything(), fc.record({ id: fc.anything(), href: text })),
  (input) => documentIdOf(input),
);
never("an address", text, (input: string) => checkApiRoot(input, { allowInsecure: false }));
never("keys", text, (input: string) => parseCredentialsKeys(input));
never(
  "a line of the log",
  fc.dictionary(text, fc.oneof(text, fc.double(), fc.constant(null))),
  (input) => logLine("x", input),
);

test(`what is escaped is read back without what XML cannot hold (seed ${SEED})`, () => {
  fc.assert(
    fc.property(text, (input) => {
      expect(parseXml(`<a>x${escapeXml(input)}x</a>`).ok).toBe(true);
    }),
    { numRuns: CHEAP_RUNS, seed: SEED },
  );
});

function dear<Input>(
  name: string,
  arbitrary: fc.Arbitrary<Input>,
  check: (input: Input) => Promise<void>,
): void {
  test(`${name} (seed ${SEED})`, async () => {
    const property = fc.asyncProperty(arbitrary, (input) => {
      inputs += 1;
      return check(input);
    });
    await fc.assert(property, { numRuns: DEAR_RUNS, seed: SEED });
  }, 30_000);
}

dear("a sealed value of garbage never opens", text, async (input) => {
  const vault = createVault(`k1:${btoa("k".repeat(32))}`);
  for (const sealed of [input, `v2.k1.${input}`, `v2.k1.AAAAAAAAAAAAAAAA.${input}`]) {
    expect((await vault.open(sealed, { installationId: "i", field: "f" })).ok).toBe(false);
  }
});

dear("an order of garbage is a document or a failure", mutated(ORDER), async (order) => {
  const { shop } = shopWith(({ url }) =>
    url.includes("orderrows") ? json(page([ROW])) : json(order),
  );
  expect(await shop.readDocument("order", "1001")).toHaveProperty("ok");
});

dear(
  "rows of garbage are lines or a failure",
  fc.array(mutated(ROW), { maxLength: 3 }),
  async (rows) => {
    const { shop } = shopWith(({ url }) => json(url.includes("orderrows") ? page(rows) : ORDER));
    expect(await shop.readDocument("order", "1001")).toHaveProperty("ok");
  },
);

dear(
  "an answer of garbage by VIES is an answer",
  mutated({ valid: true, vatNumber: "1", requestDate: "2026-08-29", name: "x", errorWrappers: [] }),
  async (body) => {
    const register = createVatNumberRegister({
      fetch: async () => json(body),
      url: "https://vies.example",
      timeoutMs: 1_000,
    });
    expect(await register.check("BE0123456749", "NL810755610B01")).toHaveProperty("kind");
  },
);

dear(
  "an answer of garbage by iMUIS is a failure or an answer",
  fc.tuple(xmlish, fc.nat(2)),
  async ([body, place]) => {
    const responses = [
      () => envelope(body),
      () => dataset(body),
      () => answer("CheckConnection", body),
    ];
    const { books } = booksAnswering(
      () => (responses[place] ?? responses[0])?.() ?? new Response(body),
    );
    for (const read of [await books.connect(), await books.hasProduct("4711")]) {
      expect(read).toHaveProperty("ok");
    }
  },
);
