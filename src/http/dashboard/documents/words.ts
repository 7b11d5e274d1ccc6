import type { DocumentRecord } from "../../../booking/repositories.ts";
import type { Texts } from "../texts/texts.ts";

/** Codes in words, for the lists. */

export function reasonText(texts: Texts, reason: string): string {
  const { openReasons, skippedReasons } = texts.documents;
  const known: Readonly<Record<string, string>> = { ...openReasons, ...skippedReasons };
  return known[reason] ?? reason;
}

export function numberText(texts: Texts, document: Pick<DocumentRecord, "number">): string {
  return document.number === "" ? texts.documents.unnumbered : document.number;
}

export function documentPath({
  kind,
  sourceId,
}: Pick<DocumentRecord, "kind" | "sourceId">): string {
  return `/documents/${kind}/${sourceId}`;
}
