import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import { standingOf } from "../../../booking/standing.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import type { Preview } from "../../dependencies.ts";
import { BookingView } from "./booking-view.tsx";
import { mendPath } from "./mend.ts";
import { reasonText, wordError, wordWarning } from "./words.ts";

/** What would become of one document now. */

interface Props {
  readonly c: HttpContext;
  readonly number: string;
  readonly preview: Preview;
  /** What became of it until now; null for one that is new. */
  readonly record: DocumentRecord | null;
  readonly isOpen: boolean;
}

type Evaluated = Extract<Preview, { kind: "evaluated" }>;

/** What would become of it; of one that isn't booked anew, why not. */
export function PreviewCard({ c, number, preview, record, isOpen }: Props) {
  const { texts } = c.get("view");
  const standing = standingOf(record);
  const mend = preview.kind === "evaluated" && standing === null ? mendPathNow(c, preview) : null;
  const [css, outcome] =
    standing === null
      ? [cssOf(preview), outcomeText(c, preview)]
      : [CSS_OF_STANDING[standing], texts.setup.check.standing[standing]];
  return (
    <details class="panel card" open={isOpen}>
      <summary>
        <strong>{number === "" ? texts.documents.unnumbered : number}</strong>{" "}
        <span class={`status ${css}`}>{outcome}</span>
      </summary>
      {standing === "looked-for" ? (
        <p>{texts.documents.errors.unknownLead}</p>
      ) : standing === "left-out" ? (
        <p>{reasonText(texts, record?.reason ?? "")}</p>
      ) : (
        <PreviewBody c={c} preview={preview} />
      )}
      {mend === null ? null : (
        <p>
          <a href={mend}>{texts.documents.errors.mend}</a>
        </p>
      )}
    </details>
  );
}

const CSS_OF_STANDING = {
  booked: "processed",
  "looked-for": "unknown",
  "left-out": "skipped",
} as const;

function cssOf(preview: Preview): string {
  if (preview.kind !== "evaluated") return "error";
  const names = { book: "processed", open: "open", skip: "skipped", error: "error" } as const;
  return names[preview.outcome];
}

function outcomeText(c: HttpContext, preview: Preview): string {
  const { check } = c.get("view").texts.setup;
  if (preview.kind !== "evaluated") return check.unavailable;
  const texts = {
    book: check.willBook,
    open: check.willWait,
    skip: check.willSkip,
    error: check.willFail,
  };
  return texts[preview.outcome];
}

export function PreviewBody({ c, preview }: Pick<Props, "c" | "preview">) {
  const { texts, language } = c.get("view");
  switch (preview.kind) {
    case "not-found":
      return <p>{texts.messages.problems["SOURCE_NOT_FOUND"]}</p>;
    case "incomplete":
      return (
        <p>
          {texts.messages.problems[preview.code]} <a href="/setup">{texts.common.continueSetUp}</a>
        </p>
      );
    case "unavailable":
      return (
        <p>
          {texts.setup.check.unavailable}: {ownWords(preview.message, language)}
        </p>
      );
    case "evaluated":
      return <EvaluatedBody c={c} preview={preview} />;
  }
}

/** During the set-up a setting is mended in its step. */
function mendPathNow(c: HttpContext, { error }: Evaluated): string | null {
  const path = error === null ? null : mendPath(error.code, error.figures);
  if (c.get("installation").state !== "new") return path;
  const [, step] = /^\/configuration(\/(?:source|journal|vat)\b.*)/.exec(path ?? "") ?? [];
  return step === undefined ? null : `/setup${step}`;
}

function EvaluatedBody({ c, preview }: { readonly c: HttpContext; readonly preview: Evaluated }) {
  const { texts, language } = c.get("view");
  const { booking, error, reason, warnings, trace, debtor } = preview;
  return (
    <>
      {error === null ? null : <p class="error">{wordError(error, language).message}</p>}
      {reason === null ? null : <p>{reasonText(texts, reason)}</p>}
      {debtor === null ? null : <p class="soft">{texts.setup.check.debtor[debtor.action]}</p>}
      {warnings.map((warning) => (
        <p class="warning">{wordWarning(warning, language)}</p>
      ))}
      {booking === null ? null : <BookingView c={c} booking={booking} trace={trace} />}
    </>
  );
}
