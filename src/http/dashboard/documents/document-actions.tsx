import type { DocumentRecord } from "../../../booking/ports/document-record.ts";
import type { HttpContext } from "../../context.ts";
import type { FieldErrors } from "../form.ts";
import { Input, TextArea } from "../parts/fields.tsx";
import { documentPath, isAlreadyBooked } from "./words.ts";

/** What a person can do about a document: the plain button first, what needs a word more behind it. */

interface Props {
  readonly c: HttpContext;
  readonly document: DocumentRecord;
  /** By the name of the field; its form stands open. */
  readonly errors: FieldErrors;
}

/** What may be processed; what was booked already is never booked again. */
function canProcess(document: DocumentRecord): boolean {
  const { status } = document;
  if (status === "skipped") return !isAlreadyBooked(document);
  return status === "error" || status === "open" || status === "unknown";
}

export function DocumentActions(props: Props) {
  const { c, document } = props;
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
      {status === "unknown" ? <Resolve {...props} /> : null}
      {status === "error" ? <OtherDate {...props} /> : null}
      {isIcp ? <OwnEvidence {...props} /> : null}
      {status === "error" || status === "open" ? <Dismiss {...props} /> : null}
      <Report {...props} />
    </section>
  );
}

function Resolve({ c, document, errors }: Props) {
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
          errors={errors}
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

function OtherDate({ c, document, errors }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act" open={errors["bookingDate"] !== undefined}>
      <summary>{actions.processOn}</summary>
      <form method="post" action={`${documentPath(document)}/process`}>
        <Input
          name="bookingDate"
          type="date"
          label={actions.bookingDate}
          errors={errors}
          required
        />
        <button class="blue">{actions.process}</button>
      </form>
    </details>
  );
}

function OwnEvidence({ c, document, errors }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act" open={errors["acceptReason"] !== undefined}>
      <summary>{actions.acceptVat}</summary>
      <form method="post" action={`${documentPath(document)}/process`}>
        <Input
          name="acceptReason"
          label={actions.acceptReason}
          errors={errors}
          required
          maxlength={1000}
        />
        <button class="blue">{actions.process}</button>
      </form>
    </details>
  );
}

function Dismiss({ c, document, errors }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act" open={errors["reason"] !== undefined}>
      <summary>{actions.dismiss}</summary>
      <form method="post" action={`${documentPath(document)}/dismiss`}>
        <Input
          name="reason"
          label={actions.dismissReason}
          hint={actions.dismissHint}
          errors={errors}
          required
          maxlength={1000}
        />
        <button>{actions.dismiss}</button>
      </form>
    </details>
  );
}

function Report({ c, document, errors }: Props) {
  const { actions } = c.get("view").texts.documents;
  return (
    <details class="act" id="report" open={errors["message"] !== undefined}>
      <summary class="button red">{actions.report}</summary>
      <form method="post" action={`${documentPath(document)}/report`}>
        <TextArea
          name="message"
          label={actions.message}
          hint={actions.messageHint}
          errors={errors}
        />
        <button class="red">{actions.send}</button>
      </form>
    </details>
  );
}
