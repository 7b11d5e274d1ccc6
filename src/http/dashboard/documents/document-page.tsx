import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import { describeOpen, describeSkipped } from "../../../domain/booking-error.ts";
import type { OpenReason, SkippedReason } from "../../../domain/codes.ts";
import type { HttpContext } from "../../context.ts";
import type { Preview } from "../../dependencies.ts";
import type { FieldErrors } from "../form.ts";
import { date, moment, money } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Notice } from "../parts/notice.tsx";
import { BookingView } from "./booking-view.tsx";
import { DocumentActions } from "./document-actions.tsx";
import { Evidence, History } from "./document-facts.tsx";
import { nextLook } from "./list-pages.tsx";
import { mendPath } from "./mend.ts";
import { PreviewBody } from "./preview-card.tsx";
import {
  dutchNotation,
  isUnderWay,
  linkText,
  numberText,
  reasonText,
  sectionOf,
  wordError,
  wordWarning,
} from "./words.ts";

/** Everything about one document: was it booked, how and why; and if not, why, and what to do. */

export interface DocumentPageProps {
  readonly c: HttpContext;
  readonly document: DocumentRecord;
  readonly preview?: Preview;
  /** Of the form that was sent. */
  readonly errors?: FieldErrors;
}

export function answerDocument(
  props: DocumentPageProps,
  told: { readonly problem?: string; readonly status?: 409 | 422 } = {},
): Response | Promise<Response> {
  const { c, document } = props;
  const { texts } = c.get("view");
  const title = `${texts.documents.kind[document.kind]} ${numberText(texts, document)}`;
  return answerPage(c, {
    title,
    section: sectionOf(document),
    content: <Content {...props} />,
    problem: told.problem ?? null,
    ...(told.status !== undefined && { status: told.status }),
    refreshes: isUnderWay(document),
  });
}

function Content(props: DocumentPageProps) {
  const { c, document, preview, errors = {} } = props;
  const { page: text } = c.get("view").texts.documents;
  const { booking, trace, status } = document;
  return (
    <>
      <Facts {...props} />
      <Reason {...props} />
      <Warnings {...props} />
      <DocumentActions c={c} document={document} errors={errors} />
      {preview === undefined ? null : (
        <section class="panel" aria-labelledby="preview">
          <h2 id="preview">{text.previewTitle}</h2>
          <PreviewBody c={c} preview={preview} />
        </section>
      )}
      {booking === null ? null : (
        <section class="panel" aria-labelledby="booking">
          <h2 id="booking">{booking.type === "journalEntry" ? text.entry : text.order}</h2>
          {status === "processed" ? null : <p class="soft">{text.entryBefore}</p>}
          <BookingView c={c} booking={booking} trace={trace} />
        </section>
      )}
      <Evidence c={c} document={document} />
      <History c={c} document={document} />
    </>
  );
}

/** Takes two columns: a name without blanks would be broken in the middle of one. */
const isLong = (value: string): boolean => value.length > LONG_CHARACTERS;

const LONG_CHARACTERS = 18;

function Facts({ c, document }: DocumentPageProps) {
  const { texts } = c.get("view");
  const { documents: text } = texts;
  const { columns, page } = text;
  const { status, imuisReference, configurationVersion, linkedTo } = document;
  const facts = [
    [columns.customer, document.customer || "–"],
    [columns.total, money(document.totalCents, document.currency)],
    [columns.date, date(document.bookingDate)],
    [columns.received, moment(document.receivedAt)],
    ...(document.processedAt === null
      ? []
      : [[columns.processedAt, moment(document.processedAt)] as const]),
    ...(configurationVersion === null
      ? []
      : [[page.bookedWith, String(configurationVersion)] as const]),
  ] as const;
  return (
    <dl class="facts panel">
      <div>
        <dt>{columns.status}</dt>
        <dd>
          <span class={`status ${status}`}>{text.status[status]}</span>
        </dd>
      </div>
      {facts.map(([name, value]) => (
        <div class={isLong(value) ? "double" : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
      {imuisReference === null ? null : (
        <div class={isLong(imuisReference) ? "purple double" : "purple"}>
          <dt>{columns.reference}</dt>
          <dd>{imuisReference}</dd>
        </div>
      )}
      {linkedTo === null ? null : (
        <div>
          <dt>{page.linked}</dt>
          <dd>
            <a href={`/documents/${linkedTo}`}>{linkText(texts, linkedTo)}</a>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** Why it is not booked, and what to do. */
function Reason({ c, document }: DocumentPageProps) {
  const { texts, language } = c.get("view");
  const { error, reason, status } = document;
  const { page: text, errors } = texts.documents;
  if (isUnderWay(document)) return <Notice kind="info">{text.underWay}</Notice>;
  if (status === "unknown") return <Notice kind="warn">{errors.unknownLead}</Notice>;
  if (status === "error" && error !== null) {
    const described = wordError(error, language);
    const mend = mendPath(error.code, error.figures);
    return (
      <section class="notice bad" aria-label={texts.documents.columns.error}>
        <p>
          <strong>{described.message}</strong>
        </p>
        <p>{described.help}</p>
        <p class="soft">
          {mend === null ? null : (
            <>
              <a href={mend}>{errors.mend}</a> ·{" "}
            </>
          )}
          <a href={`/help/errors#${error.code}`}>
            {texts.settings.helpLink}: {reasonText(texts, error.code)}
          </a>
        </p>
      </section>
    );
  }
  if (reason === null || (status !== "open" && status !== "skipped")) return null;
  const told = document.history.findLast(
    ({ code, event }) => code === reason || (reason === "DISMISSED" && event === "dismiss"),
  );
  const detail = told?.detail ?? "";
  const described =
    status === "open"
      ? describeOpen(reason as OpenReason, detail, language)
      : describeSkipped(reason as SkippedReason, detail, language);
  return (
    <Notice kind="info">
      <p>
        <strong>{dutchNotation(described.message)}</strong>
      </p>
      <p>{described.help}</p>
      {status === "open" ? (
        <p class="soft">
          {text.nextCheck}: {nextLook(c, document)}
        </p>
      ) : null}
    </Notice>
  );
}

function Warnings({ c, document }: DocumentPageProps) {
  const { texts, language } = c.get("view");
  if (document.warnings.length === 0) return null;
  return (
    <section class="notice warn" aria-labelledby="warnings">
      <h2 id="warnings">{texts.documents.page.warnings}</h2>
      <ul>
        {document.warnings.map((warning) => (
          <li>{wordWarning(warning, language)}</li>
        ))}
      </ul>
    </section>
  );
}
