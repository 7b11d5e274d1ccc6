import type { BooksOption, BooksOptions, VatCodeOption } from "../../../booking/ports/books.ts";
import type { LineType } from "../../../domain/configuration.ts";

/** Proposals for the forms, only where the name and the percentage in iMUIS leave one answer. */

export interface Area {
  /** A country, or one of the two areas without VAT. */
  readonly name: string;
  readonly isHome: boolean;
}

const LINE_WORDS: Readonly<Record<LineType, RegExp>> = {
  revenue: /omzet|verkope?n|revenue|sales/i,
  shipping: /verzend|vracht|shipping/i,
  payment: /betaal(kosten|wijze)|transactie|payment/i,
};

/** Codes that are for purchases or special schemes, whatever their percentage. */
const NOT_FOR_SALES = /verlegd|inkoop|voorbelasting|marge|import|vervallen/i;

const AREA_WORDS: Readonly<Record<string, RegExp>> = {
  icp: /\bicp\b|intracomm/i,
  international: /buiten (de )?eu|export|internationaal|outside/i,
};

function only<Option>(found: readonly Option[]): Option | null {
  const [first] = found;
  return first !== undefined && found.length === 1 ? first : null;
}

function namesOther(name: string): boolean {
  return /\b(BE|DE|FR|AT|GR|FI|ES|IT|LU|PL|SE|DK|ICP|export|EU)\b/i.test(name);
}

function fitsArea(name: string, area: Area): boolean {
  const words = AREA_WORDS[area.name];
  if (words !== undefined) return words.test(name);
  if (new RegExp(`\\b${area.name}\\b`, "i").test(name)) return true;
  return area.isHome && !namesOther(name);
}

/** The one VAT code of this percentage and area; of two that calculate differently the one that includes VAT. */
export function proposeVatCode(
  options: BooksOptions | null,
  area: Area,
  percentage: string,
): VatCodeOption | null {
  const found = (options?.vatCodes ?? []).filter(
    (code) =>
      code.percentage === percentage && !NOT_FOR_SALES.test(code.name) && fitsArea(code.name, area),
  );
  return only(found) ?? only(found.filter(({ calculation }) => calculation === "incl"));
}

/** The one account whose name tells the kind of line, the area and the percentage. */
export function proposeAccount(
  options: BooksOptions | null,
  area: Area,
  line: { readonly type: LineType; readonly percentage: string },
): BooksOption | null {
  const found = (options?.ledgerAccounts ?? []).filter(
    ({ name }) => LINE_WORDS[line.type].test(name) && fitsArea(name, area),
  );
  const shown = line.percentage.replace(".", "[.,]");
  const exact = found.filter(({ name }) => new RegExp(`(^|\\D)${shown}\\s?%`).test(name));
  return only(exact) ?? only(found);
}

/** The only journal, or the only one that is for sales. */
export function proposeJournal(options: BooksOptions | null): BooksOption | null {
  const journals = options?.journals ?? [];
  return (
    only(journals.filter(({ name }) => /webshop|webwinkel/i.test(name))) ??
    only(journals.filter(({ name }) => /verkoop|verkopen/i.test(name))) ??
    only(journals)
  );
}

/** A named entry, when it is there. */
export function findOption(
  options: readonly BooksOption[] | undefined,
  wanted: RegExp,
): BooksOption | null {
  return options?.find(({ code, name }) => wanted.test(String(code)) || wanted.test(name)) ?? null;
}
