import type { EntryLine, JournalEntry } from "../../../domain/booking.ts";
import type { DraftLine } from "../../../domain/draft.ts";
import { explainLine } from "../../../domain/explain.ts";
import type { HttpContext } from "../../context.ts";
import { amount, date } from "../format.ts";
import { settingNames } from "./naming.ts";
import { matchLines, type StoredTrace } from "./trace.ts";
import { dutchNotation } from "./words.ts";

/** A journal entry as a book-keeper reads it, with the reason behind each row. */

interface Props {
  readonly c: HttpContext;
  readonly entry: JournalEntry;
  readonly trace: StoredTrace | null;
}

export function LedgerTable({ c, entry, trace }: Props) {
  const { page: text } = c.get("view").texts.documents;
  const matched = trace === null ? [] : matchLines(entry.lines, trace.lines);
  return (
    <>
      <EntryHead c={c} entry={entry} />
      <div class="scroll" tabindex={0} role="group" aria-label={text.lines}>
        <table class="ledger">
          <thead>
            <tr>
              <th scope="col">{text.account}</th>
              <th scope="col">{text.description}</th>
              <th scope="col" class="number">
                {text.debit}
              </th>
              <th scope="col" class="number">
                {text.credit}
              </th>
              <th scope="col">{text.vatCode}</th>
              <th scope="col" class="number">
                {text.vat}
              </th>
            </tr>
          </thead>
          <tbody>
            <TotalRow c={c} entry={entry} />
            {entry.lines.map((line, index) => (
              <LineRow c={c} line={line} draft={matched[index] ?? null} />
            ))}
          </tbody>
          <SumRow c={c} entry={entry} />
        </table>
      </div>
    </>
  );
}

function EntryHead({ c, entry }: Omit<Props, "trace">) {
  const { page: text } = c.get("view").texts.documents;
  return (
    <dl class="facts">
      <div>
        <dt>{text.journal}</dt>
        <dd>{entry.journal}</dd>
      </div>
      <div>
        <dt>{text.entryDate}</dt>
        <dd>{date(entry.entryDate)}</dd>
      </div>
      <div>
        <dt>{text.period}</dt>
        <dd>
          {entry.period} ({entry.fiscalYear})
        </dd>
      </div>
      <div>
        <dt>{text.offsetAccount}</dt>
        <dd>{entry.offsetAccount}</dd>
      </div>
    </dl>
  );
}

function Sides({ c, cents }: { readonly c: HttpContext; readonly cents: number }) {
  const { page: text } = c.get("view").texts.documents;
  return (
    <>
      <td class="number" data-label={text.debit}>
        {cents > 0 ? amount(cents) : ""}
      </td>
      <td class="number" data-label={text.credit}>
        {cents < 0 ? amount(-cents) : ""}
      </td>
    </>
  );
}

function TotalRow({ c, entry }: Omit<Props, "trace">) {
  const { page: text } = c.get("view").texts.documents;
  const { debtorNumber, amountCents, description } = entry.total;
  return (
    <tr>
      <th scope="row">
        {text.debtor} {debtorNumber === 0 ? "–" : debtorNumber}
      </th>
      <td>{description}</td>
      <Sides c={c} cents={amountCents} />
      <td data-label={text.vatCode}>0</td>
      <td class="number"></td>
    </tr>
  );
}

function LineRow(props: {
  readonly c: HttpContext;
  readonly line: EntryLine;
  readonly draft: DraftLine | null;
}) {
  const { c, line, draft } = props;
  const { texts, language } = c.get("view");
  return (
    <tr>
      <th scope="row">{line.ledgerAccount}</th>
      <td>
        {line.description}
        {draft === null ? null : (
          <details class="why">
            <summary>{texts.documents.page.why}</summary>
            <p>{dutchNotation(explainLine(draft, language, settingNames(c)))}</p>
            <Rounding c={c} draft={draft} />
          </details>
        )}
      </td>
      <Sides c={c} cents={line.amountCents} />
      <td data-label={texts.documents.page.vatCode}>{line.vatCode}</td>
      <td class="number" data-label={texts.documents.page.vat}>
        {line.vatCents === 0 ? "" : amount(Math.abs(line.vatCents))}
      </td>
    </tr>
  );
}

function formula(exact: string): string {
  return dutchNotation(exact).replaceAll("*", "×");
}

function Rounding({ c, draft }: { readonly c: HttpContext; readonly draft: DraftLine }) {
  const { rounding } = draft.trace;
  if (rounding.length === 0) return null;
  return (
    <p class="soft">
      {c.get("view").texts.documents.page.rounding}:{" "}
      {rounding.map(({ exact, cents }) => `${formula(exact)} → ${amount(cents)}`).join("; ")}
    </p>
  );
}

function SumRow({ c, entry }: Omit<Props, "trace">) {
  const { page: text } = c.get("view").texts.documents;
  const all = [entry.total, ...entry.lines].map(({ amountCents }) => amountCents);
  const sum = (cents: readonly number[]) => cents.reduce((total, cent) => total + cent, 0);
  return (
    <tfoot>
      <tr>
        <th scope="row" colspan={2}>
          {text.total}
        </th>
        <td class="number" data-label={text.debit}>
          {amount(sum(all.filter((cents) => cents > 0)))}
        </td>
        <td class="number" data-label={text.credit}>
          {amount(-sum(all.filter((cents) => cents < 0)))}
        </td>
        <td></td>
        <td class="number"></td>
      </tr>
    </tfoot>
  );
}
