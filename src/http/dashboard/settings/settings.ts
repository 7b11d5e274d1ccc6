import type { Configuration } from "../../../domain/configuration.ts";
import { configurationSchema } from "../../api/configuration-schema.ts";
import type { HttpContext } from "../../context.ts";
import { inputErrors } from "../../input-errors.ts";
import type { InputError } from "../../problem.ts";
import type { ApiAnswer } from "../call-api.ts";

/** The configuration as the pages edit it: section by section, while the API replaces the whole. */

export const SECTIONS = ["source", "journal", "vat", "payment", "products", "details"] as const;
export type SectionName = (typeof SECTIONS)[number];

export type Fields = Partial<Configuration>;

export interface Settings {
  /** What is stored, with the draft over it. */
  readonly fields: Fields;
  readonly stored: Configuration | null;
  readonly seen: readonly string[];
}

const SECTION_OF: Readonly<Record<keyof Configuration, SectionName>> = {
  source: "source",
  target: "source",
  homeCountry: "source",
  vatNumber: "source",
  startDate: "source",
  orderStatuses: "source",
  journal: "journal",
  offsetAccount: "journal",
  roundingAccount: "journal",
  maxRoundingDifferenceCents: "journal",
  salesOrder: "journal",
  debtorDefaults: "journal",
  vat: "vat",
  paymentMethods: "payment",
  productRules: "products",
  entryAmounts: "details",
  debtorAddress: "details",
  closedPeriods: "details",
  bookingDate: "details",
  vatDifference: "details",
  invoiceNumber: "details",
  entryDocument: "details",
  bookingTexts: "details",
  markInShop: "details",
};

const NO_VAT = { countries: [], icp: null, international: null };

/** The section in which a setting is mended; a path like `vat.countries[0].rates[1].vatCode`. */
export function sectionOf(path: string): SectionName {
  const [name = ""] = path.split(/[.[]/);
  return SECTION_OF[name as keyof Configuration] ?? "details";
}

export async function readSettings(c: HttpContext): Promise<Settings> {
  const { id } = c.get("installation");
  const [stored, draft] = await Promise.all([
    c.env.setUp.storedConfiguration(id),
    c.env.dashboard.draft(id),
  ]);
  return {
    fields: { ...stored, ...(draft?.fields as Fields | undefined) },
    stored,
    seen: draft?.seen ?? [],
  };
}

export type Saved =
  | { readonly kind: "saved" }
  /** Kept, but another section has to be filled in before it counts. */
  | { readonly kind: "draft"; readonly missing: SectionName }
  | {
      readonly kind: "refused";
      readonly errors: readonly InputError[];
      /** What the API answered, when it is nothing about a field. */
      readonly answer?: Pick<ApiAnswer, "code" | "detail">;
    };

/** The whole configuration with some fields changed, as it would be stored. */
export function withChanges(settings: Settings, changes: Fields): Fields {
  return { vat: NO_VAT, ...settings.fields, ...changes };
}

/** Checked like the API does, without storing anything. */
export function checkFields(
  fields: Fields,
):
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly errors: readonly InputError[] } {
  const parsed = configurationSchema.safeParse(fields);
  return parsed.success
    ? { ok: true, configuration: parsed.data }
    : { ok: false, errors: inputErrors(parsed.error) };
}

/** The section without which the fields can't be in force; null when nothing is missing. */
export function missingSection(fields: Fields): SectionName | null {
  const checked = checkFields(fields);
  const [first] = checked.ok ? [] : checked.errors;
  return first === undefined ? null : sectionOf(first.path);
}

/** Stores one section's fields: in the configuration as soon as that is whole, else as a draft. */
export async function saveFields(
  c: HttpContext,
  changes: Fields,
  section: SectionName,
): Promise<Saved> {
  const settings = await readSettings(c);
  const merged = withChanges(settings, changes);
  const checked = checkFields(merged);
  if (checked.ok) {
    const answer = await c.get("view").callApi("PUT", "/api/configuration", merged);
    if (!answer.ok) return { kind: "refused", errors: answer.errors, answer };
    await saveDraft(c, { fields: {}, seen: [...settings.seen, section] });
    return { kind: "saved" };
  }
  const own = checked.errors.filter(({ path }) => sectionOf(path) === section);
  if (own.length > 0) return { kind: "refused", errors: own };
  const fields = { ...settings.fields, ...changes };
  await saveDraft(c, { fields, seen: [...settings.seen, section] });
  const [first] = checked.errors;
  return { kind: "draft", missing: sectionOf(first?.path ?? "journal") };
}

async function saveDraft(
  c: HttpContext,
  draft: { readonly fields: Fields; readonly seen: readonly string[] },
): Promise<void> {
  const { fields, seen } = draft;
  await c.env.dashboard.saveDraft(
    c.get("installation").id,
    { fields, seen: [...new Set(seen)] },
    c.env.now().getTime(),
  );
}
