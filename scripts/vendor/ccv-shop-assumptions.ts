import { type Assumption, byHand, differs, holds, unclear, type Verdict } from "./assumption.ts";
import { type CcvUnderTest, distinct, type Fields, sample } from "./ccv-under-test.ts";

/** What is open about the app's rights, the words a shop uses and the shape of what it answers. */

/** Rows of this many orders are looked through. */
const ORDERS = 5;

export function shopAssumptions(test: CcvUnderTest): readonly Assumption[] {
  return [
    {
      id: "ccv 8.5",
      says: "the permissions in docs/operations.md are enough for everything that is read",
      where: "docs/operations.md",
      check: () => rightsAreEnough(test),
    },
    {
      id: "ccv 8.12",
      says: "a row's product_type is a text, which product rules are compared with; a coupon's type is not read",
      where: "src/adapters/ccv-shop/schema.ts",
      check: () => literals(test),
    },
    byHand(
      {
        id: "ccv 8.16",
        says: "the schemas of orders, rows, invoices and webhooks are those we read",
        where: "src/adapters/ccv-shop/schema.ts",
      },
      "download /API/Schema/ of the five resources of the test shop and compare their fields with ours",
    ),
  ];
}

async function rightsAreEnough({ client, shop }: CcvUnderTest): Promise<Verdict> {
  const asked = {
    orders: await client.getPage("/orders/?start=0&size=1"),
    invoices: await client.getPage("/invoices/?start=0&size=1"),
    "shop and settings": await shop.readIdentity(),
    "payment methods and rates": await shop.readOptions(),
    webhooks: await shop.listWebhooks(),
  };
  const refused = Object.entries(asked).filter(([, answer]) => !answer.ok);
  return refused.length === 0
    ? holds(`readable: ${Object.keys(asked).join(", ")}`)
    : differs(`not readable: ${refused.map(([name]) => name).join(", ")}`);
}

async function literals({ client }: CcvUnderTest): Promise<Verdict> {
  const orders = (await sample(client, "orders")).slice(0, ORDERS);
  if (orders.length === 0) return unclear("the shop has no orders");
  const rows = await Promise.all(orders.map((order) => rowsOf(client, order)));
  const types = rows.flat().map((row) => row["product_type"]);
  const answer = `product types: ${distinct(types)}`;
  const isText = types.every((type) => typeof type === "string");
  return isText ? holds(answer) : differs(answer);
}

async function rowsOf(client: CcvUnderTest["client"], order: Fields): Promise<readonly Fields[]> {
  const page = await client.getPage(`/orders/${String(order["id"])}/orderrows/?start=0&size=100`);
  return page.ok ? (page.value.items as readonly Fields[]) : [];
}
