import { env } from "cloudflare:workers";
import { beforeAll, describe, test } from "vitest";

import { createDocumentRepository } from "../../../src/adapters/d1/documents.ts";
import { toInstallation } from "../../../src/adapters/d1/installation-row.ts";
import type { DocumentRepository } from "../../../src/booking/ports/documents.ts";
import { insert, insertDocument, newShop } from "../rows.ts";

/** What D1 knows around a document, with another shop's that knows the same of its own. */

type Ask = Parameters<DocumentRepository["surroundings"]>[2];

const documents = createDocumentRepository(env.DB, toInstallation);
const NOW = 1_000_000;
const NOTHING: Ask = {
  customerKeys: [],
  productNumbers: [],
  digits: null,
  orderId: null,
  vatNumber: null,
  requester: null,
  now: NOW,
};
const EMPTY = {
  knownDebtor: null,
  knownProducts: {},
  digitsUsedBy: null,
  bookedThrough: null,
  vatNumberAnswer: null,
};
const ANSWER = { outcome: "valid", checkedOn: "2026-11-24" };

let shop: string;

const day = { sort_date: "2026-11-24", received_at: 1 };

async function fill(id: string, digit: number): Promise<void> {
  const known = { installation_id: id, seen_at: 1 };
  const debtor = { ...known, vat_number: "" };
  await insert("known_debtors", { ...debtor, customer_key: "email:a@x.nl", debtor_number: digit });
  await insert("known_debtors", {
    ...debtor,
    customer_key: "vat:NL1",
    debtor_number: digit + 1,
    vat_number: "NL1",
  });
  await insert("known_products", { ...known, number: "P", full_number: `P${digit}` });
  await insertDocument(id, "1", { ...day, status: "processed", digits: "77", number: "W-77" });
  await insertDocument(id, "2", { ...day, status: "open" });
  await insertDocument(id, "3", { ...day, status: "error", intent: "{}" });
  await insertDocument(id, "4", { ...day, status: "unknown", kind: "invoice", order_id: "9" });
  await insertDocument(id, "5", { ...day, status: "open", kind: "invoice", order_id: "8" });
  await insertDocument(id, "6", { ...day, status: "open", kind: "invoice", digits: "55" });
}

beforeAll(async () => {
  shop = await newShop();
  await fill(shop, 10);
  const other = await newShop();
  await fill(other, 20);
  await insert("known_debtors", {
    installation_id: other,
    customer_key: "email:theirs@x.nl",
    debtor_number: 30,
    seen_at: 1,
  });
  const answer = { vat_number: "NL1", answer: JSON.stringify(ANSWER) };
  await insert("vat_number_answers", { ...answer, requester: "DE2", valid_until: NOW + 1 });
  await insert("vat_number_answers", { ...answer, requester: "", valid_until: NOW });
});

describe("around an order", () => {
  const key = { kind: "order", sourceId: "99" } as const;
  test.for<readonly [string, Partial<Ask>, object]>([
    ["nothing is known of what is not asked for", {}, {}],
    [
      "the first key that is known names the debtor",
      { customerKeys: ["vat:NL1", "email:a@x.nl"] },
      { knownDebtor: { number: 11, vatNumber: "NL1" } },
    ],
    [
      "in whatever order they are stored",
      { customerKeys: ["email:none", "email:a@x.nl", "vat:NL1"] },
      { knownDebtor: { number: 10, vatNumber: "" } },
    ],
    ["a customer of another shop is not known here", { customerKeys: ["email:theirs@x.nl"] }, {}],
    [
      "products that are known, and no others",
      { productNumbers: ["Q", "P"] },
      { knownProducts: { P: "P10" } },
    ],
    ["digits of another order", { digits: "77" }, { digitsUsedBy: "order/1" }],
    ["digits of an invoice are another row of numbers", { digits: "55" }, {}],
    [
      "an answer on a VAT number that was asked by the same requester",
      { vatNumber: "NL1", requester: "DE2" },
      { vatNumberAnswer: ANSWER },
    ],
    ["an answer that is no longer valid is none", { vatNumber: "NL1" }, {}],
  ])("%s", async ([, ask, found], { expect }) => {
    const around = await documents.surroundings(shop, key, { ...NOTHING, ...ask });
    expect(around).toEqual({ ...EMPTY, ...found });
  });

  test("its own digits are nobody else's", async ({ expect }) => {
    const own = { kind: "order", sourceId: "1" } as const;
    const around = await documents.surroundings(shop, own, { ...NOTHING, digits: "77" });
    expect(around.digitsUsedBy).toBeNull();
  });

  test.for([
    ["9", "invoice/4"],
    ["8", null],
    ["7", null],
  ] as const)("order %s is booked through %s", async ([sourceId, through], { expect }) => {
    const around = await documents.surroundings(shop, { kind: "order", sourceId }, NOTHING);
    expect(around.bookedThrough).toBe(through);
  });
});

test.for([
  ["1", "order/1"],
  ["2", null],
  ["3", "order/3"],
  [null, null],
] as const)(
  "an invoice of order %s is booked through %s",
  async ([orderId, through], { expect }) => {
    const key = { kind: "invoice", sourceId: "99" } as const;
    const around = await documents.surroundings(shop, key, { ...NOTHING, orderId });
    expect(around.bookedThrough).toBe(through);
  },
);
