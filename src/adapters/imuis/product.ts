/** Products: table ART, looked up by number and created when missing, never changed (contract section 6). */
import type { BooksFailure, Created } from "../../booking/ports/books.ts";
import type { ProductCard } from "../../domain/booking.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import { equals, writeRecord, type Fields } from "./datasets.ts";
import { unavailable } from "./fault.ts";
import { formatAmount } from "./format.ts";
import { selectRecords } from "./lookup.ts";

export async function hasProduct(
  client: ImuisClient,
  number: string,
): Promise<Result<boolean, BooksFailure>> {
  const rows = await selectRecords(client, {
    table: "ART",
    fields: ["NR"],
    condition: equals("NR", number),
    orderBy: "NR",
  });
  if (!rows.ok) return rows;
  const wanted = number.trim().toLowerCase();
  return ok(rows.value.some((row) => row.text("NR").toLowerCase() === wanted));
}

export async function createProduct(
  client: ImuisClient,
  card: ProductCard,
): Promise<Result<Created<string>, BooksFailure>> {
  const values = { Stamtabel: writeRecord("ART", productFields(card)) };
  const answer = await client.call({ operation: "CreateStamTabelRecord", values });
  if (!answer.ok) return answer;
  if (answer.value.text("Primarykey").trim() !== "") return ok({ key: card.number, warnings: [] });
  const found = await hasProduct(client, card.number);
  if (found.ok && found.value) return ok({ key: card.number, warnings: [] });
  return fail(unavailable("iMUIS answered a product without its key", "unknown"));
}

function productFields(card: ProductCard): Fields {
  return [
    ["NR", card.number],
    ["ZKSL", card.searchKey],
    ["OMSCHR", card.name],
    ["ARTGRP", String(card.itemGroup)],
    ["BTW", vatLetter(card.vatKind)],
    ["VERKPR", formatAmount(card.priceExclCents)],
    ["VERKPRINCL", formatAmount(card.priceInclCents)],
    ["EAN", card.ean],
  ];
}

/** The letters of ART.BTW (contract section 6). */
function vatLetter(kind: ProductCard["vatKind"]): string {
  switch (kind) {
    case "high":
      return "H";
    case "low":
      return "L";
    case "reverseCharge":
      return "V";
  }
}
