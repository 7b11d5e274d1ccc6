import { describe, test } from "vitest";

import { deliveryCountryOf, isEuCountry, vatPrefixOf } from "../../../src/domain/country.ts";
import {
  address,
  accounts,
  configuration,
  draftOf,
  EMPTY_ADDRESS,
  entryOf,
  errorOf,
  icpOrder,
  line,
  order,
  orderTo,
  rowsOf,
  stepCodes,
  verdict,
  warningCodes,
} from "./fixtures.ts";

describe("delivery country (A28)", () => {
  const { customer } = order();
  const german = address({ countryCode: "DE" });

  test.for([
    {
      name: "delivery address",
      pickup: false,
      delivery: german,
      billing: address(),
      country: "DE",
    },
    {
      name: "billing address",
      pickup: false,
      delivery: EMPTY_ADDRESS,
      billing: german,
      country: "DE",
    },
    { name: "home", pickup: false, delivery: EMPTY_ADDRESS, billing: EMPTY_ADDRESS, country: "NL" },
    { name: "pickup", pickup: true, delivery: german, billing: german, country: "NL" },
    {
      name: "EL",
      pickup: false,
      delivery: address({ countryCode: "el" }),
      billing: german,
      country: "GR",
    },
    {
      name: "UK",
      pickup: false,
      delivery: address({ countryCode: "UK" }),
      billing: german,
      country: "GB",
    },
    {
      name: "no code",
      pickup: false,
      delivery: address({ countryCode: "Duitsland" }),
      billing: german,
      country: "DE",
    },
  ])("from $name", (row, { expect }) => {
    const document = order({
      pickup: row.pickup,
      customer: { ...customer, deliveryAddress: row.delivery, billingAddress: row.billing },
    });
    expect(deliveryCountryOf(document, "nl").country).toBe(row.country);
  });

  test("the EU has 27 members, and Northern Ireland under its own code", ({ expect }) => {
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ".split("");
    const codes = letters.flatMap((first) => letters.map((second) => first + second));
    expect(codes.filter(isEuCountry)).toHaveLength(28);
    expect(isEuCountry("GB")).toBe(false);
    expect([vatPrefixOf("GR"), vatPrefixOf("GB"), vatPrefixOf("US")]).toEqual(["EL", "XI", ""]);
  });
});

describe("treatment (A13, A22, A32)", () => {
  test("outside the EU without VAT is international", ({ expect }) => {
    const draft = draftOf(
      orderTo("CH", {
        totalPrice: "10.00",
        totalTax: "0",
        lines: [line({ price: "10.00", vatPercentage: "0" })],
      }),
    );
    expect(draft.treatment).toBe("international");
    expect(draft.lines[0]).toMatchObject({ vatCode: 6, ledgerAccount: 8500 });
  });

  test("a home country outside the EU is domestic all the same", ({ expect }) => {
    const countries = [
      {
        country: "GB",
        rates: [{ percentage: "21", validFrom: null, vatCode: 7, accounts: accounts(8700) }],
      },
    ];
    const vat = { ...configuration().vat, countries };
    expect(draftOf(orderTo("GB"), { homeCountry: "GB", vat }).treatment).toBe("domestic");
  });

  test("another EU country without VAT is no export", ({ expect }) => {
    const document = orderTo("DE", {
      totalPrice: "10.00",
      totalTax: "0",
      lines: [line({ price: "10.00", vatPercentage: "0" })],
    });
    expect(errorOf(document)).toEqual({
      code: "VAT_CODE_MISSING",
      figures: { country: "DE", rate: "0", lineType: "revenue" },
    });
  });

  test("ICP is what the shop marked so, wherever it goes", ({ expect }) => {
    expect(draftOf(icpOrder()).treatment).toBe("icp");
    expect(draftOf(icpOrder("XI110305878")).treatment).toBe("icp");
  });

  test("ICP takes no VAT: neither in the total nor in a row", ({ expect }) => {
    expect(errorOf(icpOrder("DE136695976", { totalTax: "0.01" })).code).toBe("ICP_WITH_VAT");
    const taxed = icpOrder("DE136695976", { lines: [line({ price: "200.00" })] });
    expect(errorOf(taxed)).toMatchObject({ code: "ICP_WITH_VAT", figures: { rate: "21" } });
  });

  test("a free row at 21% does not spoil an ICP document", ({ expect }) => {
    const { lines } = icpOrder();
    const document = icpOrder("DE136695976", { lines: [...lines, line({ price: "0" })] });
    expect(verdict(document).kind).toBe("book");
  });

  test("ICP ignores the shipping percentage", ({ expect }) => {
    const document = icpOrder("DE136695976", { totalPrice: "210.00", shipping: "10.00" });
    expect(rowsOf(entryOf(document))).toContain("8490/5 1 -10.00 0.00 Shipping costs");
  });

  test("a platform sale is domestic with a warning", ({ expect }) => {
    const document = order({
      platformSale: true,
      totalPrice: "10.00",
      totalTax: "0",
      lines: [line({ price: "10.00", vatPercentage: "0" })],
    });
    expect(draftOf(document).treatment).toBe("platform");
    expect(rowsOf(entryOf(document))).toEqual(["8010/3 1 -10.00 0.00 Lamp"]);
    expect(warningCodes(draftOf(document))).toEqual(["PLATFORM_SALE"]);
    expect(warningCodes(draftOf(order()))).toEqual([]);
  });

  test("a deposit is a row at 0% like any other", ({ expect }) => {
    const deposit = line({
      name: "Deposit",
      productType: "deposit",
      price: "0.25",
      vatPercentage: "0",
    });
    const document = order({ totalPrice: "12.35", lines: [line(), deposit] });
    expect(rowsOf(entryOf(document))).toContain("8010/3 1 -0.25 0.00 Deposit");
  });

  test("the trace says which treatment and why", ({ expect }) => {
    expect(
      stepCodes(
        draftOf(orderTo("DE", { totalTax: "1.93", lines: [line({ vatPercentage: "19" })] })),
      ),
    ).toContain("treatmentOtherEuCountry");
    expect(stepCodes(draftOf(order()))).toEqual([
      "countryFromDelivery",
      "treatmentDomestic",
      "dateCreated",
      "paymentMethodKeyword",
      "totalCheck",
      "debtorOwn",
    ]);
  });
});
