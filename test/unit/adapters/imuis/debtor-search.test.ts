import { describe, expect, test } from "vitest";

import { createWorld, valueOf } from "../sandbox/fixture.ts";
import { answer, argument, booksAnswering, loggedIn, records } from "./books-fixture.ts";

/** Searching debtors as a person does: against the sandbox, and what exactly is asked. */

async function worldWithDebtors() {
  const world = await createWorld();
  const add = (debtor: Record<string, string>) => world.sandbox.control.imuis.addDebtor({ debtor });
  add({ NR: "13000", ZKSL: "CADEAU", NAAM: "Cadeaubonnen", PLAATS: "Delft" });
  add({ NR: "13001", ZKSL: "BON-NL", NAAM: "Stichting De Gift", EMAIL: "Info@Gift.example" });
  add({ NR: "13002", NAAM: "Cadeaubon oud", BLOK: "J" });
  add({ NR: "13003", NAAM: "Studio 13000 & zn" });
  return world;
}

describe("searching debtors", () => {
  test.for([
    ["13000", [13_000, 13_003]],
    ["cadeau", [13_000]],
    ["BON", [13_000, 13_001]],
    ["gift", [13_001]],
    ["info@gift", [13_001]],
    ["& zn", [13_003]],
    ["onder%weg;", []],
    ["nobody", []],
    ["  ", []],
  ] as const)("%s", async ([text, codes]) => {
    const { books } = await worldWithDebtors();
    const found = valueOf(await books.searchDebtors(text));
    expect(found.map(({ code }) => code)).toEqual(codes);
  });

  test("tells what sets two of one name apart", async () => {
    const { books } = await worldWithDebtors();
    const [found] = valueOf(await books.searchDebtors("13000"));
    const { code, name, searchKey, email, city } = found ?? {};
    expect({ code, name, searchKey, email, city }).toEqual({
      code: 13_000,
      name: "Cadeaubonnen",
      searchKey: "CADEAU",
      email: "",
      city: "Delft",
    });
  });

  test("answers 20 at most, however many there are", async () => {
    const { books, sandbox } = await createWorld();
    for (let number = 14_000; number < 14_060; number += 1) {
      sandbox.control.imuis.addDebtor({ debtor: { NR: String(number), NAAM: `Jansen ${number}` } });
    }
    expect(valueOf(await books.searchDebtors("jansen"))).toHaveLength(20);
  });

  test("names the debtors of some numbers, without the blocked and the unknown", async () => {
    const { books } = await worldWithDebtors();
    const found = valueOf(await books.readDebtors([13_001, 13_001, 13_002, 15_000]));
    expect(found.map(({ code, name }) => [code, name])).toEqual([[13_001, "Stichting De Gift"]]);
  });

  test("asks one column at a time, with an operator that is documented", async () => {
    const { books, asked } = booksAnswering(({ operation }) =>
      operation === "Login" ? loggedIn() : records([]),
    );
    await books.searchDebtors("12000");
    const selections = asked.slice(1).map(({ body }) => argument(body, "Selectie"));
    const tag = (name: string) =>
      selections.map((text) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1]);
    expect(tag("WHEREFIELDS")).toEqual(["NR", "NAAM", "ZKSL", "EMAIL"]);
    expect(tag("WHEREOPERATORS")).toEqual(["=", "LIKE", "LIKE", "LIKE"]);
    expect(tag("WHEREVALUES")).toEqual(["12000", "%12000%", "%12000%", "%12000%"]);
    expect(new Set(tag("SELECTPAGE"))).toEqual(new Set(["1"]));
  });

  test("says when iMUIS refuses or doesn't answer", async () => {
    const refusing = booksAnswering(({ operation }) =>
      operation === "Login"
        ? loggedIn()
        : answer(operation, "", { result: false, fault: "Veld PLAATS is onbekend." }),
    );
    expect(await refusing.books.searchDebtors("x")).toMatchObject({
      ok: false,
      error: { kind: "refused", message: "Veld PLAATS is onbekend." },
    });
    const silent = booksAnswering(() => new Response("", { status: 502 }));
    expect(await silent.books.readDebtors([1])).toMatchObject({
      ok: false,
      error: { kind: "unavailable" },
    });
  });
});
