import type { Configuration } from "../../domain/configuration.ts";
import type { Installation } from "../ports/installations.ts";
import { enqueueSweep } from "./activate.ts";
import { checkSettings } from "./check-settings.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { readBooksOptions } from "./read-options.ts";
import { releaseDocuments } from "./release-documents.ts";

/** What a document can be waiting for that a setting mends. Whatever was refused by the books may be due to any of them. */
const MENDED_BY: Readonly<Partial<Record<keyof Configuration, readonly string[]>>> = {
  source: ["STATUS_NOT_SELECTED"],
  homeCountry: [
    "VAT_CODE_MISSING",
    "ICP_VAT_NUMBER_OF_HOME_COUNTRY",
    "INTERNATIONAL_WITH_VAT",
    "ICP_WITH_VAT",
  ],
  vatNumber: ["ICP_VAT_NUMBER_UNVERIFIED", "VIES_UNAVAILABLE"],
  orderStatuses: ["STATUS_NOT_SELECTED"],
  roundingAccount: ["TOTAL_MISMATCH"],
  maxRoundingDifferenceCents: ["TOTAL_MISMATCH", "VAT_TOTAL_DIFFERS"],
  closedPeriods: ["PERIOD_CLOSED"],
  bookingDate: ["PERIOD_CLOSED"],
  vatDifference: ["VAT_TOTAL_DIFFERS"],
  vat: ["VAT_CODE_MISSING"],
  productRules: ["VAT_CODE_MISSING", "PRODUCT_CODE_MISSING"],
  invoiceNumber: ["NUMBER_WITHOUT_DIGITS"],
  entryDocument: ["NUMBER_WITHOUT_DIGITS"],
  target: ["NUMBER_WITHOUT_DIGITS", "PRODUCT_CODE_MISSING", "PERIOD_CLOSED"],
};
const MENDED_BY_ANY: readonly string[] = ["NOT_CONFIGURED", "IMUIS_REFUSED"];

/** The codes of documents that the difference between two configurations may help. */
export function mendedCodes(before: Configuration | null, after: Configuration): readonly string[] {
  const names = Object.keys(after) as (keyof Configuration)[];
  const changed = names.filter(
    (name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]),
  );
  const isFirst = before === null;
  if (changed.length === 0 && !isFirst) return ["NOT_CONFIGURED"];
  return [...new Set([...MENDED_BY_ANY, ...changed.flatMap((name) => MENDED_BY[name] ?? [])])];
}

/** By then every isolate has heard of another `source` (queue/known-administrations) and lets go of nothing any more. */
const HEARD_AFTER_SECONDS = 90;

/** Stores a configuration, looks whether it fits the books, and offers the documents again that it mends. */
export async function saveConfiguration(
  dependencies: SetUpDependencies,
  installation: Installation,
  change: { readonly configuration: Configuration; readonly by: string },
): Promise<void> {
  const { configuration, by } = change;
  const before = await dependencies.setUp.storedConfiguration(installation.id);
  await dependencies.installations.saveConfiguration(installation.id, configuration, {
    name: by,
    at: dependencies.now().getTime(),
  });
  if (before?.source !== configuration.source)
    await enqueueSweep(dependencies, installation, HEARD_AFTER_SECONDS);
  await inspectSettings(dependencies, { ...installation, configuration });
  await releaseDocuments(dependencies, installation, {
    codes: mendedCodes(before, configuration),
    cause: "recheck",
  });
}

/** Compares the settings with the books and keeps what doesn't fit; books out of reach change nothing. */
export async function inspectSettings(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<void> {
  const { configuration } = installation;
  if (configuration === null || installation.environmentCode === null) return;
  const options = await readBooksOptions(dependencies, installation);
  if (!options.ok) {
    dependencies.log("settings_not_checked", {
      installation: installation.id,
      reason: options.error.kind,
    });
    return;
  }
  await dependencies.installations.change(installation.id, {
    settingProblems: checkSettings(configuration, options.value),
  });
}

/** Takes the VAT settings away and keeps the rest; documents wait as `NOT_CONFIGURED` until there are new ones. */
export async function removeVatSettings(
  dependencies: SetUpDependencies,
  installation: Installation,
  by: string,
): Promise<void> {
  const stored = await dependencies.setUp.storedConfiguration(installation.id);
  if (stored === null) return;
  const without = { ...stored, vat: { countries: [], icp: null, international: null } };
  await dependencies.installations.saveConfiguration(installation.id, without, {
    name: by,
    at: dependencies.now().getTime(),
  });
  await dependencies.installations.change(installation.id, { settingProblems: [] });
}
