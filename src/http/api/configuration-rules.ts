import type { Configuration, LedgerAccounts } from "../../domain/configuration.ts";

/** Rules over several fields: what the target needs, and nothing twice. */

export interface BrokenRule {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export function refineConfiguration(configuration: Configuration): readonly BrokenRule[] {
  return [...missingForTarget(configuration), ...duplicates(configuration)];
}

function missingForTarget(configuration: Configuration): readonly BrokenRule[] {
  switch (configuration.target) {
    case "journal":
      return missingForJournal(configuration);
    case "orders":
      return configuration.salesOrder === null
        ? [{ path: ["salesOrder"], message: "is required when the target is orders" }]
        : [];
  }
}

const REQUIRED_FOR_JOURNAL = "is required when the target is journal";

function missingForJournal(configuration: Configuration): readonly BrokenRule[] {
  const { journal, offsetAccount, vat } = configuration;
  const needed: (readonly [readonly (string | number)[], number | LedgerAccounts | null])[] = [
    [["journal"], journal],
    [["offsetAccount"], offsetAccount],
  ];
  for (const [countryIndex, { rates }] of vat.countries.entries()) {
    for (const [rateIndex, { accounts }] of rates.entries()) {
      needed.push([["vat", "countries", countryIndex, "rates", rateIndex, "accounts"], accounts]);
    }
  }
  if (vat.icp !== null) needed.push([["vat", "icp", "accounts"], vat.icp.accounts]);
  if (vat.international !== null) {
    needed.push([["vat", "international", "accounts"], vat.international.accounts]);
  }
  return needed
    .filter(([, value]) => value === null)
    .map(([path]) => ({ path, message: REQUIRED_FOR_JOURNAL }));
}

function duplicates(configuration: Configuration): readonly BrokenRule[] {
  const { orderStatuses, vat, productRules, paymentMethods } = configuration;
  return [
    ...repeated(orderStatuses.map(String), ["orderStatuses"]),
    ...repeated(
      vat.countries.map(({ country }) => country),
      ["vat", "countries"],
    ),
    ...vat.countries.flatMap(({ rates }, index) =>
      repeated(
        rates.map(({ percentage, validFrom }) => `${percentage} ${validFrom ?? ""}`),
        ["vat", "countries", index, "rates"],
      ),
    ),
    ...repeated(
      productRules.map(({ productNumber, productType }) =>
        JSON.stringify([productNumber, productType]),
      ),
      ["productRules"],
    ),
    ...repeated(
      paymentMethods.map(({ name }) => name.toLowerCase().replaceAll("-", "")),
      ["paymentMethods"],
    ),
  ];
}

/** The second and later of equal keys: which of them counts would be anybody's guess. */
function repeated(
  keys: readonly string[],
  path: readonly (string | number)[],
): readonly BrokenRule[] {
  return keys.flatMap((key, index) =>
    keys.indexOf(key) < index
      ? [{ path: [...path, index], message: "is there more than once" }]
      : [],
  );
}
