import type { Form } from "../form.ts";
import { DetailsForm, parseDetails } from "./details-form.tsx";
import { JournalForm, parseJournal } from "./journal-form.tsx";
import { parseVat, usedRows } from "./parse-vat.ts";
import { parsePayment, PaymentForm, usedMethods } from "./payment-form.tsx";
import { parseProducts, ProductsForm, usedRules } from "./products-form.tsx";
import type { Area } from "./propose.ts";
import type { SectionProps } from "./section.ts";
import type { Fields, SectionName } from "./settings.ts";
import { parseSource, SourceForm } from "./source-form.tsx";
import { VatForm } from "./vat-form.tsx";

/** The form of each section, how it is read, and under which field an error of the API belongs. */

export interface Place {
  readonly section: SectionName;
  /** Country, `icp` or `international`; only within VAT. */
  readonly area: string;
}

export function parseSection(form: Form, fields: Fields, place: Place): Fields {
  switch (place.section) {
    case "source":
      return parseSource(form);
    case "journal":
      return parseJournal(form, fields);
    case "vat":
      return parseVat(form, fields, place.area);
    case "payment":
      return parsePayment(form);
    case "products":
      return parseProducts(form);
    case "details":
      return parseDetails(form);
  }
}

export function SectionFields(props: SectionProps & { readonly place: Place }) {
  switch (props.place.section) {
    case "source":
      return <SourceForm {...props} />;
    case "journal":
      return <JournalForm {...props} />;
    case "vat":
      return <VatForm {...props} area={areaOf(props.fields, props.place.area)} />;
    case "payment":
      return <PaymentForm {...props} />;
    case "products":
      return <ProductsForm {...props} />;
    case "details":
      return <DetailsForm {...props} />;
  }
}

function areaOf(fields: Fields, name: string): Area {
  return { name, isHome: name === fields.homeCountry };
}

/**
 * Rows that were left empty are not sent, so that the API's index is not the form's. What is wrong with a row as a whole, being
 * there twice, is told at the field that names it.
 */
export function fieldNameOf(form: Form, place: Place, path: string): string {
  switch (place.section) {
    case "vat":
      return vatFieldName(path, usedRows(form));
    case "payment":
      return withIndex(path, usedMethods(form)).replace(/\]$/, "].name");
    case "products":
      return withIndex(path, usedRules(form)).replace(/\]$/, "].productNumber");
    case "source":
      return path.replace(/\[\d+\]$/, "");
    case "journal":
    case "details":
      return path;
  }
}

function withIndex(path: string, used: readonly number[]): string {
  return path.replace(/\[(\d+)\]/, (_, index: string) => `[${used[Number(index)] ?? index}]`);
}

function vatFieldName(path: string, used: readonly number[]): string {
  const [, index = "0", rest = ""] =
    /rates\[(\d+)\]\.?(.*)$/.exec(path) ?? /vat\.(?:icp|international)\.()(.*)$/.exec(path) ?? [];
  const name = rest === "" ? "percentage" : rest.replace(/^accounts\.?/, "") || "revenue";
  return `rates[${used[Number(index)] ?? 0}].${name}`;
}
