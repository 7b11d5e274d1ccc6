import { describe, expect, test } from "vitest";

import { createPlaces } from "../../../../src/booking/places.ts";
import { silence } from "../scripted-fetch.ts";
import {
  answer,
  booksAnswering,
  envelope,
  loggedIn,
  records,
  type Answering,
  type SoapCall,
} from "./books-fixture.ts";

const OVER = "Sessie is verlopen of ongeldig, opnieuw inloggen (CS005)";
const CARD = { number: "A", searchKey: "A", name: "A", itemGroup: 29, ean: "", productId: null };
const PRODUCT = { ...CARD, vatKind: "high", priceExclCents: 100, priceInclCents: 121 } as const;

function created(): Response {
  return answer("CreateStamTabelRecord", "<Primarykey>A</Primarykey>");
}

function over(call: SoapCall): Response {
  return answer(call.operation, "", { result: false, fault: OVER });
}

function answering(other: Answering): Answering {
  return (call) => (call.operation === "Login" ? loggedIn() : other(call));
}

describe("the session", () => {
  test("is opened once and used again, escaped", async () => {
    const { books, operations, asked } = booksAnswering(answering(() => records([])));
    await books.hasProduct("A");
    await books.hasProduct("B");
    expect(operations()).toEqual(["Login", "GetStamtabelRecords", "GetStamtabelRecords"]);
    expect(asked[0]?.body).toContain("<PartnerKey>partner&amp;key</PartnerKey>");
    expect(asked[1]?.body).toContain("<SessionId>65914/205@;0</SessionId>");
    expect(asked[0]?.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  });

  test("of another life of this process goes on", async () => {
    const fixture = booksAnswering(answering(() => records([])));
    fixture.stored.session = { sessionId: "kept", usedAtMs: fixture.clock.now };
    await fixture.books.hasProduct("A");
    expect(fixture.operations()).toEqual(["GetStamtabelRecords"]);
    expect(fixture.asked[0]?.body).toContain("<SessionId>kept</SessionId>");
  });

  test("ends after 25 idle minutes, counted from the last call", async () => {
    const fixture = booksAnswering(answering(() => records([])));
    await fixture.books.hasProduct("A");
    fixture.clock.now += 24 * 60_000;
    await fixture.books.hasProduct("A");
    fixture.clock.now += 24 * 60_000;
    await fixture.books.hasProduct("A");
    fixture.clock.now += 25 * 60_000;
    await fixture.books.hasProduct("A");
    expect(fixture.operations().filter((operation) => operation === "Login")).toHaveLength(2);
  });

  test("that is over is renewed and the call repeated once, a create too", async () => {
    const { books, operations } = booksAnswering(
      answering((call) => (call.earlier === 0 ? over(call) : created())),
    );
    expect(await books.createProduct(PRODUCT)).toEqual({
      ok: true,
      value: { key: "A", warnings: [] },
    });
    expect(operations()).toEqual([
      "Login",
      "CreateStamTabelRecord",
      "Login",
      "CreateStamTabelRecord",
    ]);
  });

  test("that is over again was still no create", async () => {
    const fixture = booksAnswering(answering(over));
    expect(await fixture.books.createProduct(PRODUCT)).toEqual({
      ok: false,
      error: { kind: "unavailable", message: OVER, executed: "no" },
    });
    expect(fixture.operations()).toHaveLength(4);
    expect(fixture.stored.session).toBeNull();
  });

  test("a refused login after it is a refused login", async () => {
    const { books } = booksAnswering((call) => {
      if (call.operation !== "Login") return over(call);
      if (call.earlier === 0) return loggedIn();
      return answer("Login", "<SessionId />", { result: false, fault: "Omgevingscode onbekend" });
    });
    expect(await books.createProduct(PRODUCT)).toEqual({
      ok: false,
      error: { kind: "login-refused", message: "Omgevingscode onbekend" },
    });
  });
});

describe("a login", () => {
  test.each([
    ["refused", { result: false, fault: "PartnerKey onjuist" }, "login-refused"],
    ["refused with a true result", { fault: "PartnerKey onjuist" }, "login-refused"],
    ["without a session", {}, "unavailable"],
  ])("%s", async (_, options, kind) => {
    const { books } = booksAnswering(() => answer("Login", "<SessionId />", options));
    expect(await books.connect()).toMatchObject({ ok: false, error: { kind } });
  });

  test("is always new when connecting, which names the administration", async () => {
    const fixture = booksAnswering(
      answering(() => records(["<NAAM>Demo &amp; Co</NAAM>"], "GetAdmInfo")),
    );
    fixture.stored.session = { sessionId: "kept", usedAtMs: fixture.clock.now };
    expect(await fixture.books.connect()).toEqual({
      ok: true,
      value: { administration: "Demo & Co" },
    });
    expect(fixture.operations()).toEqual(["Login", "GetAdmInfo"]);
  });
});

const unreadable: readonly (readonly [string, Answering])[] = [
  ["silence", silence],
  ["a network error", () => Promise.reject(new Error("Network connection lost."))],
  ["a 503", () => new Response("busy", { status: 503 })],
  ["a 404", () => new Response("gone", { status: 404 })],
  ["a SOAP fault", () => envelope("<soap:Fault><faultstring>bad</faultstring></soap:Fault>", 500)],
  [
    "a SOAP fault with 200",
    () => envelope("<soap:Fault><faultstring>bad</faultstring></soap:Fault>"),
  ],
  [
    "a success with 500",
    ({ operation }) => new Response(created().body, { status: operation ? 500 : 0 }),
  ],
  ["no XML", () => new Response("<html><br></html>")],
  ["nothing", () => new Response("")],
  ["another answer", () => answer("Logout", "")],
  ["an answer without a result", ({ operation }) => envelope(`<${operation}Response />`)],
  ["a cut answer", async (call) => new Response((await over(call).text()).slice(0, -20))],
  ["a DOCTYPE", async (call) => new Response(`<!DOCTYPE a>${await over(call).text()}`)],
  ["a redirect", () => new Response(null, { status: 302, headers: { location: "/" } })],
  ["too much", () => new Response("x".repeat(3 * 1024 * 1024))],
];

describe("no usable answer", () => {
  test.each(unreadable)("to a login (%s): certainly nothing happened", async (_, respond) => {
    const { books } = booksAnswering(respond);
    expect(await books.createProduct(PRODUCT)).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test.each(unreadable)("to a look-up (%s): certainly nothing happened", async (_, respond) => {
    const { books } = booksAnswering(answering(respond));
    expect(await books.hasProduct("A")).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "no" },
    });
  });

  test.each(unreadable)("to a create (%s): it may have happened", async (_, respond) => {
    const { books, operations } = booksAnswering(answering(respond));
    expect(await books.createProduct(PRODUCT)).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "unknown" },
    });
    expect(operations()).toHaveLength(2);
  });

  test.each<[string, Answering]>([
    ["busy", () => new Response("busy", { status: 503 })],
    [
      "a refusal that repeats them",
      () =>
        answer("Login", "", {
          result: false,
          fault: "Omgevingscode 00000 of PartnerKey partner&key is onbekend, bedrag 1000000",
        }),
    ],
    [
      "a fault that repeats them",
      () =>
        envelope("<soap:Fault><faultstring>no 00000 partner&amp;key</faultstring></soap:Fault>"),
    ],
  ])("never repeats keys or codes (%s)", async (_, respond) => {
    const { books } = booksAnswering(respond);
    const text = JSON.stringify(await books.connect());
    expect(text).not.toContain("partner&key");
    expect(text).not.toMatch(/\b00000\b/);
  });

  test("repeats every other word of a refusal", async () => {
    const fault = "Omgevingscode 00000 is onbekend, bedrag 1000000";
    const { books } = booksAnswering(() => answer("Login", "", { result: false, fault }));
    expect(await books.connect()).toMatchObject({
      error: { message: "Omgevingscode … is onbekend, bedrag 1000000" },
    });
  });
});

describe("a refusal", () => {
  test.each([
    [{ result: false, fault: "Artikelgroep 29 onbekend (CS123)" }, "CS123"],
    [{ result: true, fault: "Zoeksleutel bestaat al" }, null],
    [{ result: false, fault: "" }, null],
  ])("%j is certain and repeated to nobody", async (options, code) => {
    const { books, operations } = booksAnswering(
      answering((call) => answer(call.operation, "<Primarykey />", options)),
    );
    const refused = await books.createProduct(PRODUCT);
    expect(refused).toMatchObject({ ok: false, error: { kind: "refused", code } });
    if (options.fault !== "") expect(refused).toMatchObject({ error: { message: options.fault } });
    expect(operations()).toHaveLength(2);
  });

  test("beside a key is a contradiction that only looking settles", async () => {
    const { books } = booksAnswering(
      answering((call) =>
        answer(call.operation, "<Primarykey>A</Primarykey>", { fault: "Let op" }),
      ),
    );
    expect(await books.createProduct(PRODUCT)).toMatchObject({
      ok: false,
      error: { kind: "unavailable", executed: "unknown" },
    });
  });
});

describe("the gate", () => {
  test("lets one call through at a time, in order, also after failures", async () => {
    let running = 0;
    const finished: number[] = [];
    const gate = createPlaces(1);
    const work = (index: number) => async (): Promise<number> => {
      running += 1;
      expect(running).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      running -= 1;
      finished.push(index);
      if (index === 1) throw new Error("bug");
      return index;
    };
    const settled = await Promise.allSettled([0, 1, 2, 3].map((index) => gate(work(index))));
    expect(finished).toEqual([0, 1, 2, 3]);
    expect(settled.map(({ status }) => status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
      "fulfilled",
    ]);
  });

  test("two callers of expired books log in once", async () => {
    const { books, operations } = booksAnswering(answering(() => records([])));
    await Promise.all([books.hasProduct("A"), books.hasProduct("B")]);
    expect(operations()).toEqual(["Login", "GetStamtabelRecords", "GetStamtabelRecords"]);
  });
});
