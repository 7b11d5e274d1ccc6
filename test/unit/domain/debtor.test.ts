import { describe, test } from "vitest";

import type { DebtorRecord } from "../../../src/domain/booking.ts";
import { chooseDebtor, debtorCard } from "../../../src/domain/debtor.ts";
import type { Address, ShopDocument } from "../../../src/domain/document.ts";
import { splitHouseNumber } from "../../../src/domain/house-number.ts";
import { searchKeyOf } from "../../../src/domain/search-key.ts";
import {
  address,
  draftOf,
  EMPTY_ADDRESS,
  icpOrder,
  line,
  order,
  orderTo,
  warningCodes,
} from "./fixtures.ts";

const INSTALLATION = { installationKey: "installation-1", verifiedOn: null };

function withAddresses(deliveryAddress: Address, billingAddress: Address): ShopDocument {
  return order({ customer: { ...order().customer, deliveryAddress, billingAddress } });
}

function record(changes: Partial<DebtorRecord>): DebtorRecord {
  return { number: 100, name: "Anna Bakker", email: "", vatNumber: "", blocked: false, ...changes };
}

describe("the card", () => {
  test("has every field of the contract", ({ expect }) => {
    const document = order({
      customer: {
        email: " Anna@Example.NL ",
        vatNumber: "nl 8107.55.610 b01",
        chamberOfCommerceNumber: "12345678",
        billingAddress: address(),
        deliveryAddress: address({
          houseNumber: "12",
          houseNumberSuffix: "a",
          company: "Bakker BV",
        }),
      },
    });
    const card = debtorCard(draftOf(document), INSTALLATION);
    expect(card).toEqual({
      searchKey: searchKeyOf("installation-1", "anna@example.nl"),
      name: "Bakker BV Anna Bakker",
      street: "Dorpsstraat",
      houseNumber: 12,
      houseNumberSuffix: "a",
      postalCode: "1234AB",
      city: "Utrecht",
      countryCode: "NL",
      email: "anna@example.nl",
      telephone: "0301234567",
      vatNumber: "NL810755610B01",
      vatNumberVerifiedOn: null,
      chamberOfCommerceNumber: "12345678",
      vatLiability: "domestic",
      paymentCondition: 30,
      controlAccount: 1300,
    });
  });

  test("keeps every text within its field", ({ expect }) => {
    const long = "x".repeat(200);
    const document = withAddresses(
      address({
        personName: long,
        company: long,
        street: long,
        postalCode: long,
        city: long,
        telephone: long,
      }),
      EMPTY_ADDRESS,
    );
    const customer = {
      ...document.customer,
      email: `${long}@example.nl`,
      chamberOfCommerceNumber: long,
    };
    const card = debtorCard(draftOf({ ...document, customer }), INSTALLATION);
    const lengths = [
      card.name,
      card.street,
      card.postalCode,
      card.city,
      card.email,
      card.telephone,
    ];
    expect(lengths.map((text) => text.length)).toEqual([50, 37, 8, 24, 64, 15]);
    expect(card.chamberOfCommerceNumber).toHaveLength(15);
    expect(card.searchKey.length).toBeLessThanOrEqual(20);
  });

  test("says what VAT the debtor is liable for", ({ expect }) => {
    const abroad = orderTo("US", { totalTax: "0", lines: [line({ vatPercentage: "0" })] });
    const german = orderTo("DE", { totalTax: "1.93", lines: [line({ vatPercentage: "19" })] });
    const liabilities = [order(), german, abroad, icpOrder()].map(
      (document) => debtorCard(draftOf(document), INSTALLATION).vatLiability,
    );
    expect(liabilities).toEqual(["domestic", "domestic", "outsideEu", "intraCommunity"]);
  });

  test("for ICP has the number and the day it was verified", ({ expect }) => {
    const verified = { ...INSTALLATION, verifiedOn: "2026-11-24" };
    expect(debtorCard(draftOf(icpOrder()), verified)).toMatchObject({
      vatNumber: "DE136695976",
      vatNumberVerifiedOn: "2026-11-24",
    });
    expect(debtorCard(draftOf(order()), verified).vatNumberVerifiedOn).toBeNull();
  });

  test("does not take over text that is no VAT number", ({ expect }) => {
    const document = order({ customer: { ...order().customer, vatNumber: "n.v.t." } });
    expect(debtorCard(draftOf(document), INSTALLATION).vatNumber).toBeNull();
  });

  test("is never made for a fixed debtor", ({ expect }) => {
    const draft = draftOf(order(), { paymentMethods: [{ name: "*", debtor: 9 }] });
    expect(() => debtorCard(draft, INSTALLATION)).toThrow("fixed debtor");
  });
});

describe("the address (A43)", () => {
  const delivery = address({ street: "Havenweg", city: "Delft", company: "", personName: "" });
  const billing = address({ street: "Markt", city: "Leiden", company: "Bakker BV" });

  test.for([
    ["delivery", "Havenweg", "Delft"],
    ["billing", "Markt", "Leiden"],
  ] as const)("of setting %s", ([debtorAddress, street, city], { expect }) => {
    const card = debtorCard(
      draftOf(withAddresses(delivery, billing), { debtorAddress }),
      INSTALLATION,
    );
    expect(card).toMatchObject({ street, city, name: "Bakker BV Anna Bakker" });
  });

  test("that is empty falls back to the other, whole", ({ expect }) => {
    const onlyCountry = address({ ...EMPTY_ADDRESS, countryCode: "NL" });
    expect(debtorCard(draftOf(withAddresses(onlyCountry, billing)), INSTALLATION)).toMatchObject({
      street: "Markt",
      city: "Leiden",
    });
    const draft = draftOf(withAddresses(delivery, EMPTY_ADDRESS), { debtorAddress: "billing" });
    expect(debtorCard(draft, INSTALLATION)).toMatchObject({
      street: "Havenweg",
      countryCode: "NL",
    });
  });

  test("never mixes two places", ({ expect }) => {
    const noPostalCode = address({ street: "Havenweg", city: "Delft", postalCode: "" });
    expect(debtorCard(draftOf(withAddresses(noPostalCode, billing)), INSTALLATION).postalCode).toBe(
      "",
    );
  });

  test("without any name takes the e-mail address", ({ expect }) => {
    expect(
      debtorCard(draftOf(withAddresses(EMPTY_ADDRESS, EMPTY_ADDRESS)), INSTALLATION),
    ).toMatchObject({
      name: "anna@example.nl",
      countryCode: "NL",
    });
  });
});

describe("house numbers (A44)", () => {
  test.for([
    ["12", "", 12, "", "Laan"],
    ["12", "a", 12, "a", "Laan"],
    ["12a", "", 12, "a", "Laan"],
    ["12-14", "", 12, "-14", "Laan"],
    ["12 bis", "", 12, "bis", "Laan"],
    ["12", "bis 2", 12, "bis 2", "Laan"],
    ["", "", null, "", "Laan"],
    ["0", "", null, "", "Laan"],
    ["12", "achterhuis", null, "", "Laan 12 achterhuis"],
    ["123456", "", null, "", "Laan 123456"],
    ["t/o 12", "", null, "", "Laan t/o 12"],
    ["", "b", null, "", "Laan b"],
  ] as const)("%s %s", ([number, suffix, houseNumber, houseNumberSuffix, street], { expect }) => {
    expect(splitHouseNumber("Laan", number, suffix)).toEqual({
      street,
      houseNumber,
      houseNumberSuffix,
    });
  });

  test("the street gives way when both do not fit", ({ expect }) => {
    const { street } = splitHouseNumber("x".repeat(60), "123456", "");
    expect(street).toBe(`${"x".repeat(30)} 123456`);
  });
});

describe("the search key", () => {
  test("is the same for one customer and differs for others and other installations", ({
    expect,
  }) => {
    const key = searchKeyOf("installation-1", "anna@example.nl");
    expect(key).toBe(searchKeyOf("installation-1", "anna@example.nl"));
    expect(key).toMatch(/^W[0-9A-Z]{19}$/u);
    const others = [
      searchKeyOf("installation-1", "ann@example.nl"),
      searchKeyOf("installation-2", "anna@example.nl"),
    ];
    expect(new Set([key, ...others]).size).toBe(3);
  });

  test("never changes: the books hold debtors under it", ({ expect }) => {
    expect(searchKeyOf("installation-1", "anna@example.nl")).toBe("WX2FMDXHX5HDX7RV58R6");
  });

  test("without e-mail comes from the VAT number, else from the document", ({ expect }) => {
    const nobody = order({ customer: { ...order().customer, email: " " } });
    expect(debtorCard(draftOf(nobody), INSTALLATION).searchKey).toBe(
      searchKeyOf("installation-1", "order:1001"),
    );
    const { customer } = icpOrder();
    const buyer = icpOrder("", { customer: { ...customer, email: "" } });
    expect(debtorCard(draftOf(buyer), INSTALLATION).searchKey).toBe(
      searchKeyOf("installation-1", "DE136695976"),
    );
  });
});

test("the trace says what a debtor is looked up by", ({ expect }) => {
  const nobody = order({ customer: { ...order().customer, email: "" } });
  expect(draftOf(nobody).trace.steps.at(-1)).toEqual({ code: "debtorNew", figures: {} });
  expect(draftOf(icpOrder()).trace.steps.at(-1)).toEqual({
    code: "debtorOwn",
    figures: { keys: "DE136695976, buyer@example.de" },
  });
});

describe("choosing among debtors", () => {
  const { debtor: request } = draftOf(order());

  test("none, or the only one without a word", ({ expect }) => {
    expect(chooseDebtor([], request)).toEqual({ debtor: null, warnings: [] });
    const only = record({ name: "Someone else", blocked: true });
    expect(chooseDebtor([only], request)).toEqual({ debtor: only, warnings: [] });
  });

  test.for([
    ["not blocked", [record({ number: 1, blocked: true }), record({ number: 2, name: "B" })], 2],
    [
      "same name",
      [record({ number: 1, name: "B" }), record({ number: 2, name: "anna bakker " })],
      2,
    ],
    ["lowest number", [record({ number: 9 }), record({ number: 3 }), record({ number: 5 })], 3],
  ] as const)("%s", ([, candidates, number], { expect }) => {
    const { debtor, warnings } = chooseDebtor(candidates, request);
    expect(debtor?.number).toBe(number);
    expect(warnings.map((warning) => warning.code)).toEqual(["DEBTOR_AMBIGUOUS"]);
  });

  test("an ICP card without or with another number is used with a warning (A45)", ({ expect }) => {
    const { debtor: icp } = draftOf(icpOrder());
    const codesOf = (vatNumber: string) =>
      chooseDebtor([record({ vatNumber })], icp).warnings.map((warning) => warning.code);
    expect(codesOf("")).toEqual(["DEBTOR_VAT_NUMBER_DIFFERS"]);
    expect(codesOf("DE999999999")).toEqual(["DEBTOR_VAT_NUMBER_DIFFERS"]);
    expect(codesOf("de 136.695.976")).toEqual([]);
    expect(warningCodes(draftOf(order()))).toEqual([]);
  });
});
