/** iMUIS's own country codes: table LAND, looked up by ISO code and remembered (imuis.md 3.2). */
import { ok } from "../../domain/result.ts";
import type { ImuisClient } from "./client.ts";
import { equals } from "./datasets.ts";
import type { CountryLookup } from "./debtor.ts";
import { selectRecords } from "./lookup.ts";

/** Two countries have a second code in VAT matters; a table may hold either. */
const OTHER_CODES: Readonly<Record<string, string>> = { GR: "EL", EL: "GR", GB: "UK", UK: "GB" };

/** Found codes are kept for as long as the client lives: countries don't move. Missing ones are asked for again. */
export function createCountryLookup(client: ImuisClient): CountryLookup {
  const known = new Map<string, string>();

  async function findOne(isoCode: string): ReturnType<CountryLookup> {
    const rows = await selectRecords(client, {
      table: "LAND",
      fields: ["ZKSL", "ISO"],
      condition: equals("ISO", isoCode),
      orderBy: "ZKSL",
    });
    if (!rows.ok) return rows;
    const row = rows.value.find((land) => land.text("ISO").toUpperCase() === isoCode);
    return ok(row?.text("ZKSL") ?? null);
  }

  return async (countryCode) => {
    const isoCode = countryCode.trim().toUpperCase();
    const code = known.get(isoCode);
    if (isoCode === "" || code !== undefined) return ok(code ?? null);
    for (const candidate of [isoCode, OTHER_CODES[isoCode]]) {
      if (candidate === undefined) continue;
      const found = await findOne(candidate);
      if (!found.ok) return found;
      if (found.value === null) continue;
      known.set(isoCode, found.value);
      return found;
    }
    return ok(null);
  };
}
