import salesTax from "sales-tax";
import { describe, test } from "vitest";

import { isEuCountry } from "../../../src/domain/country.ts";
import { EU_COUNTRY_CODES, EU_VAT_RATES } from "../../../src/domain/eu-vat-rates.ts";

describe("the official rates", () => {
  test("cover the 27 member states, each rate once and the standard rate first", ({ expect }) => {
    expect(EU_COUNTRY_CODES).toHaveLength(27);
    for (const country of EU_COUNTRY_CODES) {
      const rates = (EU_VAT_RATES[country] ?? []).map(Number);
      expect(isEuCountry(country), country).toBe(true);
      expect(new Set(rates).size, country).toBe(rates.length);
      expect(rates[0], country).toBe(Math.max(...rates));
    }
  });

  test("have the standard rates of sales-tax", async ({ expect }) => {
    for (const country of EU_COUNTRY_CODES) {
      const tax = await salesTax.getSalesTax(country);
      const percentage = Math.round(tax.rate * 10_000) / 100;
      expect(String(percentage), country).toBe(EU_VAT_RATES[country]?.[0]);
    }
  });
});
