/** A sales order as `ORDKOP` and `ORDRG`, and what iMUIS answers to it (contract section 6; iMUIS "CreateVerkoopOrder"). */
import type { BooksFailure, Created, FoundSalesOrder } from "../../booking/ports/books.ts";
import type { SalesOrder } from "../../domain/booking.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import { dataset, equals, readReturnedRows, writeRow, type Fields, type Row } from "./datasets.ts";
import { unavailable } from "./fault.ts";
import { formatAmount, formatBoolean, parseDate, parseInteger } from "./format.ts";
import { selectRecords, unreadable } from "./lookup.ts";

/** A mandatory int in the WSDL; iMUIS gives the number. */
const NO_ORDER_NUMBER = "0";

export function writeSalesOrder(order: SalesOrder): string {
  const header = writeRow("ORDKOP", headerFields(order));
  const lines = order.lines.map((line) =>
    writeRow("ORDRG", [
      ["ART", line.productNumber],
      ["AANT", line.quantity],
      ["OMSCHR", line.description],
      ["PRS", line.unitPriceExcl],
    ]),
  );
  return dataset(header + lines.join(""));
}

function headerFields(order: SalesOrder): Fields {
  return [
    ["DEB", String(order.debtorNumber)],
    ["DAT", order.date],
    ["DATLEV", order.deliveryDate],
    ["ORDSRT", order.orderType],
    ["EXTORDNR", order.externalOrderId],
    ["KENM", order.reference],
    ["VERZWZ", order.shippingMethod],
    ["BEDRORDKST", formatAmount(order.orderCostsCents)],
    ["BEDRVRACHTKST", formatAmount(order.shippingCostsCents)],
    ["NEGAANT", formatBoolean(order.allowNegativeQuantities)],
  ];
}

export async function createSalesOrder(
  client: ImuisClient,
  order: SalesOrder,
  sendBefore: number,
): Promise<Result<Created<string>, BooksFailure>> {
  const values = { Verkooporder: writeSalesOrder(order), ORDNR: NO_ORDER_NUMBER };
  const answer = await client.call({ operation: "CreateVerkoopOrder", values, sendBefore });
  if (!answer.ok) return answer;
  const [header] = readReturnedRows(answer.value.text("Verkooporder"), "ORDKOP");
  const candidates = [answer.value.text("ORDNR").trim(), header?.text("NR") ?? ""];
  const key = candidates.find((number) => number !== "" && number !== NO_ORDER_NUMBER);
  if (key === undefined)
    return fail(unavailable("iMUIS answered an order without its number", "unknown"));
  return ok({ key, warnings: [] });
}

export async function findSalesOrders(
  client: ImuisClient,
  externalOrderId: string,
): Promise<Result<readonly FoundSalesOrder[], BooksFailure>> {
  const rows = await selectRecords(client, {
    table: "ORDKOP",
    fields: ["NR", "EXTORDNR", "KENM", "DEB", "DAT"],
    condition: equals("EXTORDNR", externalOrderId),
    orderBy: "NR",
  });
  if (!rows.ok) return rows;
  const orders = rows.value.map(toFoundSalesOrder);
  const readable = orders.filter((order) => order !== null);
  return readable.length === orders.length
    ? ok(readable)
    : fail(unreadable("ORDKOP", "a row lacks a debtor or a date"));
}

function toFoundSalesOrder(row: Row): FoundSalesOrder | null {
  const debtorNumber = parseInteger(row.text("DEB"));
  const date = parseDate(row.text("DAT"));
  if (debtorNumber === null || date === null) return null;
  return {
    reference: row.text("NR"),
    externalOrderId: row.text("EXTORDNR"),
    orderReference: row.text("KENM"),
    debtorNumber,
    date,
  };
}
