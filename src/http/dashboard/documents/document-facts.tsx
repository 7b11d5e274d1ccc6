import type { DocumentRecord, HistoryEntry } from "../../../booking/ports/document-record.ts";
import type { VatNumberAnswer } from "../../../booking/ports/vat-number-register.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";
import { fold } from "./fold.ts";
import { dutchNotation, reasonText, wordWarning } from "./words.ts";

/** The proof of a VAT number, and what happened to the document. */

interface Props {
  readonly c: HttpContext;
  readonly document: DocumentRecord;
}

/** What is kept: the answer of VIES, or a person's own evidence. */
type StoredEvidence =
  | VatNumberAnswer
  | { readonly kind: "accepted"; readonly reason: string; readonly by: string };

export function Evidence({ c, document }: Props) {
  const evidence = document.vatEvidence as StoredEvidence | null;
  if (evidence === null || typeof evidence !== "object" || !("kind" in evidence)) return null;
  const { page: text } = c.get("view").texts.documents;
  return (
    <section class="panel" aria-labelledby="evidence">
      <h2 id="evidence">{text.evidence}</h2>
      <dl class="facts">
        {factsOf(c, evidence).map(([name, value]) => (
          <div class={name === text.nameInVies ? "double" : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function factsOf(c: HttpContext, evidence: StoredEvidence): readonly (readonly [string, string])[] {
  const { documents } = c.get("view").texts;
  const { page: text, columns } = documents;
  switch (evidence.kind) {
    case "valid":
    case "invalid":
      return [
        [text.vatNumber, evidence.vatNumber],
        [columns.status, evidence.kind === "valid" ? text.evidenceValid : text.evidenceInvalid],
        [
          text.checkedOn,
          /T\d/.test(evidence.requestDate)
            ? moment(evidence.requestDate)
            : dutchNotation(evidence.requestDate),
        ],
        [text.consultation, evidence.consultationNumber ?? "–"],
        [text.nameInVies, evidence.name ?? "–"],
      ];
    case "accepted":
      return [
        [columns.status, text.evidenceOwn],
        [columns.reason, evidence.reason],
        [documents.by, evidence.by],
      ];
    case "no-answer":
    case "rejected":
      return [
        [columns.status, text.evidenceNone],
        [columns.reason, evidence.code],
      ];
  }
}

export function History({ c, document }: Props) {
  const { page: text } = c.get("view").texts.documents;
  const told = document.history.map((entry) => ({ entry, line: describe(c, document, entry) }));
  return (
    <section class="panel" aria-labelledby="history">
      <h2 id="history">{text.history}</h2>
      <ol class="history">
        {fold(told, ({ line }) => line).map(({ line: { entry, line }, times, last }) => (
          <li>
            <time datetime={entry.at}>{moment(entry.at)}</time>
            {times === 1 ? (
              <span>{line}</span>
            ) : (
              <span>
                {times}× {line}, {text.lastAt} <span class="whole">{moment(last.entry.at)}</span>
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One line: what happened, what came of it, because of what, and by whom. */
function describe(c: HttpContext, document: DocumentRecord, entry: HistoryEntry): string {
  const { documents: text } = c.get("view").texts;
  const { event, status, code, cause, by } = entry;
  const isTold = code === undefined || code === "UNKNOWN" || code === "BOOKED";
  const parts = [
    text.events[event] ?? event,
    status === undefined ? "" : text.status[status],
    isTold || event === "warning" ? "" : reasonText(c.get("view").texts, code),
    cause === undefined ? "" : (text.causes[cause] ?? cause),
    detailText(c, document, entry),
    by === undefined ? "" : `${text.by} ${by}`,
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

/** A person's own reason stays as it was written; a warning is worded again from its figures. */
function detailText(c: HttpContext, document: DocumentRecord, entry: HistoryEntry): string {
  const { language } = c.get("view");
  const { event, detail = "" } = entry;
  if (event === "dismiss") return detail;
  const warning = document.warnings.find(({ message }) => message === detail);
  return warning === undefined ? ownWords(detail, language) : wordWarning(warning, language);
}
