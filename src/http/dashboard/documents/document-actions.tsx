import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { HttpContext } from "../../context.ts";
import { Input, TextArea } from "../parts/fields.tsx";
import { documentPath } from "./words.ts";

/** What a person can do about a document: the plain button first, what needs a word more behind it. */

interface Props {
  readonly c: HttpContext;
  readonly document: DocumentRecord;
}

/** What may be processed; what was booked already is never booked again. */
function canProcess({ status, reason }: DocumentRecord): boolean {
  if (status === "skipped") return reason !== "ALREADY_PROCESSED";
  return status === "error" || status === "open" || status === "unknown";
}

export function DocumentActions({ c, document }: Props) {
  const { actions, page } = c.get("view").texts.documents;
  const path = documentPath(document);
  const { status, error } = document;
  const isIcp = error?.code.startsWith("ICP_VAT_NUMBER") ?? false;
  return (
    <section class="actions" aria-label={actions.other}>
      <div class="buttons">
        {canProcess(document) ? (
          <form method="post" action={`${path}/process`}>
            <button class="blue">{actions.process}</button>
          </form>
        ) : null}
        <form method="post" action={`${path}/preview`}>
          <button>{page.preview}</button>
        </form>
      </div>
      {status === "unknown" ? <Resolve c={c} document={document} /> : null}
      {status === "error" ? <OtherDate c={c} document={document} /> : null}
      {isIcp ? <OwnEvidence c={c} document={document} /> : null}
      {status === "error" || status === "open" ? <Dismiss c={c} document={document} /> : null}
      <Report c={c} document={document} />
    </section>
  );
}

function Resolve({ c, document }: Props) {
  const { actions } = c.get("view").texts.documents;
  const path = `${documentPath(document)}/resolve`;
  return (
    <div class="panel">
      <p>{actions.resolveLead}</p>
      <form method="post" action={path}>
        <input type="hidden" name="outcome" value="booked" />
        <Input
          name="reference"
          label={actions.resolveReference}
          optional={c.get("view").texts.common.optional}
          maxlength={100}
        />
        <p class="buttons">
          <button class="blue">{actions.resolveBooked}</button>
        </p>
      </form>
      <form method="post" action={path} class="buttons">
        <input type="hidden" name="outcome" value="not-booked" />
        <button>{actions.resolveNotBooked}</button>
        <span class="hint">{actions.resolveNotBookedHint}</span>
      </form>
    </div>
  );
}

function OtherDate({ c, document }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act">
      <summary>{actions.processOn}</summary>
      <form method="post" action={`${documentPath(document)}/process`}>
        <Input name="bookingDate" type="date" label={actions.bookingDate} required />
        <button class="blue">{actions.process}</button>
      </form>
    </details>
  );
}

function OwnEvidence({ c, document }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act">
      <summary>{actions.acceptVat}</summary>
      <form method="post" action={`${documentPath(document)}/process`}>
        <Input name="acceptReason" label={actions.acceptReason} required maxlength={1000} />
        <button class="blue">{actions.process}</button>
      </form>
    </details>
  );
}

function Dismiss({ c, document }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act">
      <summary>{actions.dismiss}</summary>
      <form method="post" action={`${documentPath(document)}/dismiss`}>
        <Input
          name="reason"
          label={actions.dismissReason}
          hint={actions.dismissHint}
          required
          maxlength={1000}
        />
        <button>{actions.dismiss}</button>
      </form>
    </details>
  );
}

function Report({ c, document }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act" id="report">
      <summary class="button red">{actions.report}</summary>
      <form method="post" action={`${documentPath(document)}/report`}>
        <TextArea name="message" label={actions.message} hint={actions.messageHint} />
        <button class="red">{actions.send}</button>
      </form>
    </details>
  );
}
