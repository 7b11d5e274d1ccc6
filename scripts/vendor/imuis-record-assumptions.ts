import { type Assumption, differs, holds, unclear, type Verdict } from "./assumption.ts";
import { type ImuisUnderTest, NEEDS_WRITE, said, verdictOf } from "./imuis-under-test.ts";

/** What is open about debtors, products and sales orders: each check creates one in the test administration and looks it up. */

export function recordAssumptions(test: ImuisUnderTest): readonly Assumption[] {
  return [
    {
      id: "imuis A16",
      says: "a text of exactly its field's length is kept whole",
      where: "src/domain/debtor-request.ts",
      check: () => debtorIsKept(test),
    },
    {
      id: "imuis A15",
      says: "a product is taken with NR, ZKSL, ARTGRP and the letter H for BTW, and found again",
      where: "src/adapters/imuis/product.ts",
      check: () => productIsKept(test),
    },
    {
      id: "imuis A18, imuis A20",
      says: "a sales order is taken with ART, AANT, OMSCHR and PRS per row, and found by its EXTORDNR",
      where: "src/adapters/imuis/order.ts",
      check: () => orderIsFound(test),
    },
    {
      id: "imuis A21",
      says: "a sales order with a row that is refused leaves nothing behind",
      where: "src/booking/settle-intent.ts",
      check: () => refusedOrderLeavesNothing(test),
    },
  ];
}

async function debtorIsKept({ books, write }: ImuisUnderTest): Promise<Verdict> {
  if (write === null) return NEEDS_WRITE;
  const { debtor } = write;
  const created = await books.createDebtor(debtor);
  if (!created.ok) return differs(said(created.error));
  return verdictOf(await books.findDebtorBySearchKey(debtor.searchKey), (found) => {
    if (found === null) return differs("created, but not found by ZKSL");
    return found.name === debtor.name
      ? holds(`debtor ${found.number}: ${debtor.name.length} characters`)
      : differs(`${found.name.length} of ${debtor.name.length} characters are left`);
  });
}

async function productIsKept({ books, write }: ImuisUnderTest): Promise<Verdict> {
  if (write === null) return NEEDS_WRITE;
  const created = await books.createProduct(write.product);
  if (!created.ok) return differs(said(created.error));
  return verdictOf(await books.hasProduct(write.product.number), (isThere) =>
    isThere ? holds(`product ${write.product.number}`) : differs("created, but not found by NR"),
  );
}

async function orderIsFound({ books, write }: ImuisUnderTest): Promise<Verdict> {
  if (write === null) return NEEDS_WRITE;
  const { order } = write;
  const created = await books.createSalesOrder(order, Infinity);
  if (!created.ok) return differs(said(created.error));
  return verdictOf(await books.findSalesOrders(order.externalOrderId), ([found]) => {
    if (found === undefined) return differs("created, but not found by EXTORDNR");
    const isSame = found.orderReference === order.reference && found.date === order.date;
    const answer = `${created.value.key}: ${found.orderReference} on ${found.date}`;
    return isSame ? holds(answer) : differs(answer);
  });
}

async function refusedOrderLeavesNothing({ books, write }: ImuisUnderTest): Promise<Verdict> {
  if (write === null) return NEEDS_WRITE;
  const externalOrderId = `${write.order.externalOrderId}9`;
  const [line] = write.order.lines;
  if (line === undefined) return unclear("the example order has no row");
  const lines = [line, { ...line, productNumber: "vendor-check-none" }];
  const created = await books.createSalesOrder(
    { ...write.order, externalOrderId, lines },
    Infinity,
  );
  if (created.ok) return differs(`taken with an unknown product: ${created.value.key}`);
  return verdictOf(await books.findSalesOrders(externalOrderId), (found) =>
    found.length === 0 ? holds(said(created.error)) : differs("refused, but its head is there"),
  );
}
