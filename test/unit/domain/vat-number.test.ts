import { describe, test } from "vitest";

import { judgeVatNumber, type VatNumberAnswerLike } from "../../../src/domain/judge-vat-number.ts";
import {
  checkVatNumberFormat,
  countryOfVatNumber,
  normaliseVatNumber,
} from "../../../src/domain/vat-number.ts";
import {
  address,
  draftOf,
  errorOf,
  icpOrder,
  invoice,
  line,
  stepCodes,
  verdict,
  warningCodes,
} from "./fixtures.ts";

const WAITING = { waitedLongEnough: false };

function answer(kind: "valid" | "invalid"): VatNumberAnswerLike {
  return {
    kind,
    vatNumber: "DE136695976",
    requestDate: "2026-08-29+02:00",
    consultationNumber: "WAPIAAAAY0000001",
    name: "Käufer GmbH",
    address: "Berlin",
  };
}

describe("notation", () => {
  test.for([
    ["BE 0428.759.497", "NL", "BE0428759497"],
    ["be0428-759/497", "", "BE0428759497"],
    ["BE428759497", "", "BE0428759497"],
    ["136695976", "DE", "DE136695976"],
    ["GR094259216", "GR", "EL094259216"],
    ["094259216", "GR", "EL094259216"],
    ["110305878", "GB", "XI110305878"],
    ["GB110305878", "DE", "GB110305878"],
    ["U12345678", "AT", "ATU12345678"],
    ["123456789", "US", "123456789"],
    ["", "DE", ""],
    [" . ", "DE", ""],
  ] as const)("%s of %s is %s", ([text, hint, expected], { expect }) => {
    expect(normaliseVatNumber(text, hint)).toBe(expected);
  });

  test("has a limit", ({ expect }) => {
    expect(normaliseVatNumber("X".repeat(500), "DE").length).toBeLessThanOrEqual(30);
  });

  test("tells the country", ({ expect }) => {
    expect(
      ["EL094259216", "XI110305878", "DE136695976", "GB110305878", ""].map(countryOfVatNumber),
    ).toEqual(["GR", "XI", "DE", "", ""]);
  });
});

describe("format and checksum", () => {
  test.for([
    ["DE136695976", "ok"],
    ["DE136695977", "bad-checksum"],
    ["DE13669597", "bad-format"],
    ["GB110305878", "bad-format"],
    ["CHE123456789", "bad-format"],
    ["NL00234+67*B42", "bad-checksum"],
    ["BE1000000000", "bad-checksum"],
    ["constructor", "bad-format"],
    ["", "bad-format"],
  ] as const)("%s: %s", ([number, expected], { expect }) => {
    expect(checkVatNumberFormat(number)).toBe(expected);
  });
});

describe("an ICP document", () => {
  test("needs a number", ({ expect }) => {
    expect(errorOf(icpOrder("")).code).toBe("ICP_VAT_NUMBER_MISSING");
    expect(errorOf(icpOrder(" - ")).code).toBe("ICP_VAT_NUMBER_MISSING");
  });

  test("is refused with a number of the home country, whatever its form", ({ expect }) => {
    expect(errorOf(icpOrder("NL810755610B01")).code).toBe("ICP_VAT_NUMBER_OF_HOME_COUNTRY");
    expect(errorOf(icpOrder("NL1")).code).toBe("ICP_VAT_NUMBER_OF_HOME_COUNTRY");
  });

  test("is refused at once when the format is impossible", ({ expect }) => {
    expect(errorOf(icpOrder("DE12"))).toEqual({
      code: "ICP_VAT_NUMBER_INVALID",
      figures: { vatNumber: "DE12", source: "format" },
    });
  });

  test("is asked at VIES even with a failing checksum", ({ expect }) => {
    expect(draftOf(icpOrder("DE136695977")).vatNumberCheck).toEqual({
      kind: "ask",
      checksumOk: false,
    });
    expect(draftOf(icpOrder("136 695 976"))).toMatchObject({
      vatNumber: "DE136695976",
      vatNumberCheck: { kind: "ask", checksumOk: true },
    });
  });

  test("may be booked on a person's evidence, but not without or with an own number", ({
    expect,
  }) => {
    const acceptVatNumber = { reason: "letter of the tax office", by: "anna" };
    const draft = draftOf(icpOrder("DE12"), {}, { acceptVatNumber });
    expect(draft.vatNumberCheck).toEqual({ kind: "accepted", ...acceptVatNumber });
    expect(draft.trace.steps).toContainEqual({
      code: "vatNumberAccepted",
      figures: { vatNumber: "DE12", ...acceptVatNumber },
    });
    expect(verdict(icpOrder(""), {}, { acceptVatNumber }).kind).toBe("error");
    expect(verdict(icpOrder("NL810755610B01"), {}, { acceptVatNumber }).kind).toBe("error");
  });

  test("warns when the number is of another country than both addresses", ({ expect }) => {
    expect(warningCodes(draftOf(icpOrder("BE0428759497")))).toEqual(["VAT_NUMBER_COUNTRY_DIFFERS"]);
    expect(warningCodes(draftOf(icpOrder()))).toEqual([]);
    const { customer } = icpOrder("BE0428759497");
    const billed = { ...customer, billingAddress: address({ countryCode: "BE" }) };
    expect(warningCodes(draftOf(icpOrder("", { customer: billed })))).toEqual([]);
    const northern = {
      ...customer,
      vatNumber: "XI110305878",
      billingAddress: address({ countryCode: "GB" }),
    };
    expect(warningCodes(draftOf(icpOrder("", { customer: northern })))).toEqual([]);
  });
});

describe("an answer of VIES", () => {
  const draft = draftOf(icpOrder());

  test("valid books and keeps the evidence", ({ expect }) => {
    const judged = judgeVatNumber(draft, answer("valid"), WAITING);
    expect(judged.kind === "book" && judged.draft.trace.steps.at(-1)).toEqual({
      code: "vatNumberValid",
      figures: {
        vatNumber: "DE136695976",
        requestDate: "2026-08-29+02:00",
        consultationNumber: "WAPIAAAAY0000001",
        name: "Käufer GmbH",
        address: "Berlin",
      },
    });
  });

  test("valid outweighs a failing checksum", ({ expect }) => {
    const judged = judgeVatNumber(draftOf(icpOrder("DE136695977")), answer("valid"), WAITING);
    expect(judged.kind === "book" && stepCodes(judged.draft)).toContain("vatNumberChecksumFailed");
  });

  test("invalid and refused are errors", ({ expect }) => {
    expect(judgeVatNumber(draft, answer("invalid"), WAITING)).toEqual({
      kind: "error",
      error: {
        code: "ICP_VAT_NUMBER_INVALID",
        figures: { vatNumber: "DE136695976", source: "VIES" },
      },
    });
    const rejected = { kind: "rejected", code: "INVALID_INPUT", message: "" } as const;
    expect(judgeVatNumber(draft, rejected, WAITING)).toMatchObject({
      error: { figures: { source: "VIES INVALID_INPUT" } },
    });
  });

  test("none waits, and after 72 hours is an error", ({ expect }) => {
    const none = { kind: "no-answer", code: "MS_UNAVAILABLE", message: "" } as const;
    expect(judgeVatNumber(draft, none, WAITING)).toEqual({
      kind: "open",
      reason: "VIES_UNAVAILABLE",
      detail: "MS_UNAVAILABLE",
    });
    expect(judgeVatNumber(draft, none, { waitedLongEnough: true })).toEqual({
      kind: "error",
      error: {
        code: "ICP_VAT_NUMBER_UNVERIFIED",
        figures: { vatNumber: "DE136695976", cause: "MS_UNAVAILABLE" },
      },
    });
  });

  test("is not asked for what a person accepted or what is no ICP", ({ expect }) => {
    const accepted = draftOf(icpOrder(), {}, { acceptVatNumber: { reason: "r", by: "b" } });
    expect(judgeVatNumber(accepted, answer("invalid"), WAITING)).toEqual({
      kind: "book",
      draft: accepted,
    });
    expect(draftOf(invoice()).vatNumberCheck).toEqual({ kind: "none" });
  });

  test("invalid is a warning on the credit of an earlier supply", ({ expect }) => {
    const credit = draftOf(
      icpOrder("DE136695976", {
        kind: "invoice",
        credit: true,
        totalPrice: "-200.00",
        lines: [line({ price: "200.00", quantity: "-1", vatPercentage: "0" })],
      }),
    );
    const judged = judgeVatNumber(credit, answer("invalid"), WAITING);
    expect(judged.kind === "book" && warningCodes(judged.draft)).toEqual([
      "DEBTOR_VAT_NUMBER_DIFFERS",
    ]);
    expect(judged.kind === "book" && judged.draft.warnings[0]?.message).toContain(
      "no longer valid",
    );
  });
});
