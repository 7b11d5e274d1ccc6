import { readdirSync, readFileSync } from "node:fs";

import { describe, test } from "vitest";

import type { Chapter } from "../../../src/http/dashboard/help/chapter.ts";
import { FROM_SHOP_EN } from "../../../src/http/dashboard/help/from-shop-en.ts";
import { FROM_SHOP_NL } from "../../../src/http/dashboard/help/from-shop-nl.ts";
import { TO_IMUIS_EN } from "../../../src/http/dashboard/help/to-imuis-en.ts";
import { TO_IMUIS_NL } from "../../../src/http/dashboard/help/to-imuis-nl.ts";

/** A field that the help names is one that is read or written, and none that is written is left out. */

function sourceOf(folder: string): string {
  return readdirSync(folder)
    .map((file) => readFileSync(`${folder}/${file}`, "utf8"))
    .join("\n");
}

const CCV_SHOP = sourceOf("src/adapters/ccv-shop");
const IMUIS = sourceOf("src/adapters/imuis");
const PAYMENT_METHODS = readFileSync("src/domain/payment-method.ts", "utf8");

function namesIn(chapter: Chapter): ReadonlySet<string> {
  const names = JSON.stringify(chapter.sections).matchAll(/`([^`]*)`/g);
  return new Set([...names].map(([, name = ""]) => name));
}

const holds = (source: string, name: string): boolean => new RegExp(`\\b${name}\\b`).test(source);

describe("the help's names of fields", () => {
  test.for([FROM_SHOP_NL, FROM_SHOP_EN])("are those of CCV Shop: $title", (chapter, { expect }) => {
    const unknown = [...namesIn(chapter)].filter(
      (name) => !holds(CCV_SHOP, name) && !holds(PAYMENT_METHODS, name),
    );
    expect(unknown).toEqual([]);
    expect(namesIn(chapter).size).toBeGreaterThan(60);
  });

  test.for([TO_IMUIS_NL, TO_IMUIS_EN])("are those of iMUIS: $title", (chapter, { expect }) => {
    const unknown = [...namesIn(chapter)].filter(
      (name) => !holds(IMUIS, name) && !holds(CCV_SHOP, name),
    );
    expect(unknown).toEqual([]);
  });

  test("leave out no field that is written to iMUIS", ({ expect }) => {
    const written = ["boe.ts", "order.ts", "product.ts", "debtor.ts"].flatMap((file) =>
      [...readFileSync(`src/adapters/imuis/${file}`, "utf8").matchAll(/\[\s*"([A-Z]+)",\s/g)].map(
        ([, name = ""]) => name,
      ),
    );
    expect(written.length).toBeGreaterThan(40);
    const named = namesIn(TO_IMUIS_NL);
    expect([...new Set(written)].filter((name) => !named.has(name))).toEqual([]);
  });

  test("are the same in both languages", ({ expect }) => {
    expect(namesIn(FROM_SHOP_EN)).toEqual(namesIn(FROM_SHOP_NL));
    expect(namesIn(TO_IMUIS_EN)).toEqual(namesIn(TO_IMUIS_NL));
  });
});
