import * as fc from "fast-check";
import { expect, test } from "vitest";

import { withoutPersons } from "../../../src/booking/without-persons.ts";

const NAMES = ["Anna Bakker (v.o.f. + zoon)"];

test("addresses and names are masked wherever they stand, everything else stays", () => {
  const details = {
    number: "14194",
    error: { code: "IMUIS_REFUSED", figures: { text: "ANNA BAKKER (V.O.F. + ZOON) bestaat al" } },
    trace: { steps: [{ code: "debtorOwn", figures: { keys: "NL810755610B01, anna@example.nl" } }] },
    warnings: [{ figures: { total: "14.99" } }, null, 3, true],
  };
  expect(withoutPersons(details, NAMES)).toEqual({
    number: "14194",
    error: { code: "IMUIS_REFUSED", figures: { text: "… bestaat al" } },
    trace: { steps: [{ code: "debtorOwn", figures: { keys: "NL810755610B01, …" } }] },
    warnings: [{ figures: { total: "14.99" } }, null, 3, true],
  });
});

test("an empty or very short name masks nothing", () => {
  expect(withoutPersons("a b c", ["", " ", "b"])).toBe("a b c");
});

test("whatever is given, no address and no name is left", () => {
  const around = fc.string({ unit: "grapheme", maxLength: 20 });
  fc.assert(
    fc.property(fc.tuple(around, fc.emailAddress(), around, fc.jsonValue()), (given) => {
      const [before, email, after, other] = given;
      const details = { a: [`${before} ${email} ${after}`, other] };
      expect(JSON.stringify(withoutPersons(details, NAMES))).not.toContain(email);
    }),
  );
});
