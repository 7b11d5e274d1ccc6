import { describe, test } from "vitest";

import { isEuCountry } from "../../../src/domain/country.ts";
import { EU_COUNTRY_CODES, EU_VAT_RATES } from "../../../src/domain/eu-vat-rates.ts";

interface SalesTax {
  getSalesTax(country: string): Promise<{ readonly rate: number }>;
}

/** The package that knows the standard rates; null where it is not installed. */
async function salesTax(): Promise<SalesTax | null> {
  const name = "sales-tax";
  try {
    const module = (await import(name)) as { readonly default: SalesTax };
    return module.default;
  } catch {
    return null;
  }
}

const known = await salesTax();

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

  test.skipIf(known === null)("have the standard rates of sales-tax", async ({ expect }) => {
    for (const country of EU_COUNTRY_CODES) {
      const tax = await known?.getSalesTax(country);
      const percentage = Math.round((tax?.rate ?? 0) * 10_000) / 100;
      expect(String(percentage), country).toBe(EU_VAT_RATES[country]?.[0]);
    }
  });
});
