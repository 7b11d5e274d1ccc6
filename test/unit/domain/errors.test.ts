import { describe, test } from "vitest";

import { type BookingError, describeError } from "../../../src/domain/booking-error.ts";
import { ERROR_CODES, type ErrorCode, WARNING_CODES } from "../../../src/domain/codes.ts";
import { choosePeriod } from "../../../src/domain/fiscal-calendar.ts";
import { judgeVatNumber } from "../../../src/domain/judge-vat-number.ts";
import { describeWarning, warning } from "../../../src/domain/warning.ts";
import {
  CALENDAR,
  draftOf,
  errorOf,
  icpOrder,
  line,
  order,
  ORDERS_TARGET,
  orderTo,
} from "./fixtures.ts";

/** One document per error code and its exact message; codes that arise outside the domain are given as they are made there. */

function judged(kind: "no-answer" | "rejected"): BookingError {
  const answer = { kind, code: kind === "rejected" ? "VAT_BLOCKED" : "TIMEOUT", message: "" };
  const verdict = judgeVatNumber(draftOf(icpOrder()), answer, { waitedLongEnough: true });
  if (verdict.kind !== "error") {
    throw new Error("Not an error.");
  }
  return verdict.error;
}

function closed(): BookingError {
  const calendar = { ...CALENDAR, closedThrough: { fiscalYear: 2023, period: 3 } };
  const chosen = choosePeriod(calendar, "2023-03-01", "hold");
  if (chosen.ok) {
    throw new Error("Not closed.");
  }
  return chosen.error;
}

const FIXTURES: Readonly<
  Record<
    ErrorCode,
    {
      readonly error: () => BookingError;
      readonly en: string;
      readonly nl: string;
      readonly detail: string;
    }
  >
> = {
  TOTAL_MISMATCH: {
    error: () => errorOf(order({ totalPrice: "20.00" })),
    en: "The total is 20.00, but the lines add up to 12.10: a difference of 7.90, more than the 0.01 that rounding explains.",
    nl: "Het totaal is 20.00, maar de regels zijn samen 12.10: een verschil van 7.90, meer dan de 0.01 die afronding verklaart.",
    detail: "total 20.00, lines 12.10, difference 7.90",
  },
  VAT_CODE_MISSING: {
    error: () => errorOf(orderTo("BE")),
    en: "No VAT code is set for BE 21% (revenue).",
    nl: "Er is geen btw-code ingesteld voor BE 21% (omzet).",
    detail: "BE 21% revenue",
  },
  ICP_VAT_NUMBER_MISSING: {
    error: () => errorOf(icpOrder("")),
    en: "An intra-Community supply without a VAT number of the customer.",
    nl: "Een intracommunautaire levering zonder btw-nummer van de klant.",
    detail: "",
  },
  ICP_VAT_NUMBER_INVALID: {
    error: () => judged("rejected"),
    en: "VAT number DE136695976 is not valid for intra-Community supplies (VIES VAT_BLOCKED).",
    nl: "Btw-nummer DE136695976 is niet geldig voor intracommunautaire leveringen (VIES VAT_BLOCKED).",
    detail: "VIES VAT_BLOCKED",
  },
  ICP_VAT_NUMBER_OF_HOME_COUNTRY: {
    error: () => errorOf(icpOrder("NL810755610B01")),
    en: "VAT number NL810755610B01 is of the shop's own country, so this is no intra-Community supply.",
    nl: "Btw-nummer NL810755610B01 is van het eigen land van de winkel, dus dit is geen intracommunautaire levering.",
    detail: "NL810755610B01",
  },
  ICP_VAT_NUMBER_UNVERIFIED: {
    error: () => judged("no-answer"),
    en: "VIES gave no answer about VAT number DE136695976 for 72 hours (TIMEOUT).",
    nl: "VIES gaf 72 uur lang geen antwoord over btw-nummer DE136695976 (TIMEOUT).",
    detail: "DE136695976 TIMEOUT",
  },
  ICP_WITH_VAT: {
    error: () => errorOf(icpOrder("DE136695976", { totalTax: "42.00", lines: [line()] })),
    en: "The shop marked this as an intra-Community supply, but it carries VAT: total 42.00, a line at 21% (Lamp).",
    nl: "De winkel merkte dit aan als intracommunautaire levering, maar er staat btw op: totaal 42.00, een regel met 21% (Lamp).",
    detail: "",
  },
  INTERNATIONAL_WITH_VAT: {
    error: () => errorOf(orderTo("CH")),
    en: "A delivery outside the EU (CH) with 2.10 of VAT.",
    nl: "Een levering buiten de EU (CH) met 2.10 btw.",
    detail: "CH: total_tax 2.10",
  },
  UNSUPPORTED_CURRENCY: {
    error: () => errorOf(order({ currency: "GBP" })),
    en: "The document is in GBP; only euros can be booked.",
    nl: "Het document is in GBP; alleen euro's kunnen worden geboekt.",
    detail: "GBP",
  },
  NUMBER_WITHOUT_DIGITS: {
    error: () => errorOf(order({ number: "TEST" })),
    en: 'The number "TEST" has no digits, and the invoice number in iMUIS consists of digits.',
    nl: 'Het nummer "TEST" heeft geen cijfers, en het factuurnummer in iMUIS bestaat uit cijfers.',
    detail: "TEST",
  },
  PRODUCT_CODE_MISSING: {
    error: () => errorOf(order({ lines: [line({ productNumber: "" })] }), ORDERS_TARGET),
    en: 'The line "Lamp" has no product number, and a sales order needs one on every line.',
    nl: 'De regel "Lamp" heeft geen artikelnummer, en een verkooporder heeft er op elke regel een nodig.',
    detail: "Lamp",
  },
  PERIOD_CLOSED: {
    error: closed,
    en: "The period of 2023-03-01 (2023-3) is closed in iMUIS.",
    nl: "De periode van 2023-03-01 (2023-3) is in iMUIS afgesloten.",
    detail: "2023-03-01 2023-3",
  },
  VAT_TOTAL_DIFFERS: {
    error: () => errorOf(order({ totalTax: "1.00" }), { vatDifference: "hold" }),
    en: "The shop charged 1.00 of VAT, the lines make 2.10: a difference of -1.10, more than rounding explains.",
    nl: "De winkel rekende 1.00 btw, de regels maken 2.10: een verschil van -1.10, meer dan afronding verklaart.",
    detail: "total VAT 1.00, lines 2.10, difference -1.10",
  },
  SOURCE_NOT_FOUND: {
    error: () => ({ code: "SOURCE_NOT_FOUND", figures: {} }),
    en: "The shop no longer has this document.",
    nl: "De winkel heeft dit document niet meer.",
    detail: "",
  },
  SOURCE_INVALID: {
    error: () => errorOf(order({ totalPrice: "free" })),
    en: 'The shop sent something that cannot be read at totalPrice: "free"',
    nl: 'De winkel stuurde iets onleesbaars bij totalPrice: "free"',
    detail: 'totalPrice: "free"',
  },
  NUMBER_CONFLICT: {
    error: () => ({
      code: "NUMBER_CONFLICT",
      figures: { number: "14194", reference: "41-2023-3-7" },
    }),
    en: "iMUIS already holds another sale under number 14194 (41-2023-3-7).",
    nl: "In iMUIS staat al een andere verkoop onder nummer 14194 (41-2023-3-7).",
    detail: "14194: 41-2023-3-7",
  },
  IMUIS_REFUSED: {
    error: () => ({ code: "IMUIS_REFUSED", figures: { text: "Rekening 8000 is geblokkeerd." } }),
    en: "iMUIS refused the booking: Rekening 8000 is geblokkeerd.",
    nl: "iMUIS weigerde de boeking: Rekening 8000 is geblokkeerd.",
    detail: "Rekening 8000 is geblokkeerd.",
  },
  IMUIS_LOGIN_FAILED: {
    error: () => ({ code: "IMUIS_LOGIN_FAILED", figures: { text: "Onbekende omgeving" } }),
    en: "iMUIS refused the login: Onbekende omgeving",
    nl: "iMUIS weigerde de aanmelding: Onbekende omgeving",
    detail: "Onbekende omgeving",
  },
  CCV_CREDENTIALS_INVALID: {
    error: () => ({ code: "CCV_CREDENTIALS_INVALID", figures: { text: "401" } }),
    en: "CCV Shop refused the keys of the app: 401",
    nl: "CCV Shop weigerde de sleutels van de app: 401",
    detail: "401",
  },
  GAVE_UP: {
    error: () => ({ code: "GAVE_UP", figures: { attempts: "10", cause: "iMUIS: CS005" } }),
    en: "Given up after 10 attempts. The last cause: iMUIS: CS005",
    nl: "Opgegeven na 10 pogingen. De laatste oorzaak: iMUIS: CS005",
    detail: "10: iMUIS: CS005",
  },
};

describe("errors", () => {
  test.for(ERROR_CODES)("%s", (code, { expect }) => {
    const fixture = FIXTURES[code];
    const error = fixture.error();
    const english = describeError(error, "en");
    const dutch = describeError(error, "nl");
    expect(error.code).toBe(code);
    expect(english).toMatchObject({ message: fixture.en, detail: fixture.detail });
    expect(dutch).toMatchObject({ message: fixture.nl, detail: fixture.detail });
    expect(english.help).not.toBe(dutch.help);
    expect(`${english.help}${dutch.help}`).not.toContain("{");
    expect(english.transient).toBe(false);
  });

  test("a figure with a placeholder in it stays as it is", ({ expect }) => {
    const error: BookingError = { code: "IMUIS_REFUSED", figures: { text: "{text} $& &" } };
    expect(describeError(error, "en").detail).toBe("{text} $& &");
  });

  test("names the kind of line in the language of the message", ({ expect }) => {
    const figures = { country: "DE", rate: "19", lineType: "shipping" };
    const error = { code: "VAT_CODE_MISSING", figures } as const;
    expect(describeError(error, "nl").message).toContain("DE 19% (verzendkosten)");
    expect(describeError(error, "en").message).toContain("DE 19% (shipping)");
  });
});

describe("warnings", () => {
  test.for(WARNING_CODES)("%s is worded in both languages", (code, { expect }) => {
    const found = warning(code, {});
    expect(found.message).toBe(describeWarning(found, "en"));
    expect(found.message).not.toBe(describeWarning(found, "nl"));
    expect(found.message).not.toContain("{");
  });

  test("a card without a VAT number is not said to have one", ({ expect }) => {
    const figures = { debtor: "12000", onCard: "", expected: "BE0123456749" };
    const found = warning("DEBTOR_VAT_NUMBER_DIFFERS", figures);
    expect(found.message).toContain("Debtor 12000 has no VAT number on its card");
    expect(describeWarning(found, "nl")).toContain("heeft geen btw-nummer op de kaart");
    expect(warning("IMUIS_WARNING", { ...figures, text: "x" }).message).toBe("iMUIS remarked: x");
  });

  test("say what was booked where", ({ expect }) => {
    const [found] = draftOf(order({ totalPrice: "12.11" })).warnings;
    expect(found?.message).toBe(
      "The lines add up to 12.10, the total is 12.11. The difference of 0.01 was booked on 4990.",
    );
    expect(found && describeWarning(found, "nl")).toBe(
      "De regels zijn samen 12.10, het totaal is 12.11. Het verschil van 0.01 is geboekt op 4990.",
    );
  });
});
