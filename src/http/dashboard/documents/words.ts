import type { DocumentError, DocumentRecord } from "../../../booking/ports/document-record.ts";
import { type Described, describeError } from "../../../domain/booking-error.ts";
import type { DocumentStatus, Warning } from "../../../domain/codes.ts";
import type { Language } from "../../../domain/vocabulary.ts";
import { describeWarning } from "../../../domain/warning.ts";
import type { Texts } from "../texts/texts.ts";

/** Codes in words, for the lists. */

/** What is worked on just now: a page with such a document follows it by itself. */
export const UNDER_WAY: readonly DocumentStatus[] = ["queued", "processing"];

export function isUnderWay({ status }: Pick<DocumentRecord, "status">): boolean {
  return UNDER_WAY.includes(status);
}

/** The list that a document stands in. */
export function sectionOf({
  status,
}: Pick<DocumentRecord, "status">): "report" | "errors" | "open" | "skipped" {
  if (status === "processed") return "report";
  if (status === "error" || status === "unknown") return "errors";
  return status === "skipped" ? "skipped" : "open";
}

/** As itself, or as the order of this invoice or the invoice of this order. */
export function isAlreadyBooked(document: Pick<DocumentRecord, "status" | "reason">): boolean {
  const { status, reason } = document;
  return status === "processed" || (status === "skipped" && reason === "ALREADY_PROCESSED");
}

export function reasonText(texts: Texts, reason: string): string {
  const { openReasons, skippedReasons, errorNames } = texts.documents;
  const known: Readonly<Record<string, string>> = {
    ...openReasons,
    ...skippedReasons,
    ...errorNames,
  };
  return known[reason] ?? reason;
}

export function numberText(texts: Texts, document: Pick<DocumentRecord, "number">): string {
  return document.number === "" ? texts.documents.unnumbered : document.number;
}

/** A reported problem is about a document, which the API names `order ORD1`. */
export function nameDocument({ kind }: Texts["documents"], subject: string): string {
  return subject.replace(/\b(order|invoice)(?= \S)/, (name) => kind[name as keyof typeof kind]);
}

/** Another document is named by the shop's id: `order/12` becomes `Bestelling (id 12)`. */
export function linkText({ documents }: Texts, linkedTo: string): string {
  const [kind = "", id = ""] = linkedTo.split("/");
  const name = documents.kind[kind as keyof typeof documents.kind];
  return `${name} (id ${id})`;
}

export function documentPath({
  kind,
  sourceId,
}: Pick<DocumentRecord, "kind" | "sourceId">): string {
  return `/documents/${kind}/${sourceId}`;
}

function grouped(digits: string): string {
  return digits.replaceAll(/\B(?=(?:\d{3})+$)/g, ".");
}

/** Figures stand in texts as the API shows them: `1499.00` becomes `1.499,00`, `2026-11-24` becomes `24-11-2026`. */
export function dutchNotation(text: string): string {
  return text
    .replaceAll(
      /(?<![\w.])(\d+)\.(\d{1,8})(?!\d|\.\d)/g,
      (_figure, whole: string, part: string) => `${grouped(whole)},${part}`,
    )
    .replaceAll(/\b(\d{4})-(\d{2})-(\d{2})\b/g, "$3-$2-$1");
}

/** An error in words, its figures in the language and notation of the page. */
export function wordError(error: DocumentError, language: Language): Described {
  const described = describeError(error, language);
  return { ...described, message: dutchNotation(described.message) };
}

export function wordWarning(warning: Warning, language: Language): string {
  return dutchNotation(describeWarning(warning, language));
}
