import { html } from "hono/html";

import type { SandboxState } from "../control/state.ts";
import {
  type Administration,
  type EntryRow,
  findRow,
  type JournalEntry,
  type SalesOrder,
} from "../imuis/administration.ts";
import { dayText } from "../imuis/values.ts";
import { centsText } from "../shared/decimal.ts";

/** The books' side: the latest journal entries as a ledger, and sales orders. */

const SHOWN_ENTRIES = 20;

export function booksColumn(state: SandboxState) {
  const administrations = [...state.imuis.state.administrations.values()];
  const cards = administrations.flatMap(cardsOf);
  if (cards.length === 0) return html`<p class="soft">Nothing has been booked yet.</p>`;
  return cards.slice(-SHOWN_ENTRIES).reverse();
}

function cardsOf(administration: Administration) {
  const entries = administration.entries.map((entry) => entryCard(administration, entry));
  return entries.concat(administration.orders.map((order) => orderCard(administration, order)));
}

function entryCard(administration: Administration, entry: JournalEntry) {
  const debit = sum(entry, 1);
  const credit = sum(entry, -1);
  return html`<article>
    <div class="row">
      <h3>Entry ${entry.rows[0]?.document ?? entry.number}</h3>
      <span>${dayText(entry.date)}</span>
    </div>
    <p class="soft">
      Administration ${administration.number}, journal ${entry.journal}, ${entry.year} period
      ${entry.period}
    </p>
    <div class="scroll" role="region" aria-label="Rows" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Account</th>
            <th scope="col">Description</th>
            <th scope="col" class="amount">VAT code</th>
            <th scope="col" class="amount">VAT</th>
            <th scope="col" class="amount">Debit</th>
            <th scope="col" class="amount">Credit</th>
          </tr>
        </thead>
        <tbody>
          ${entry.rows.map((row) => ledgerRow(administration, row))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colspan="4">Total incl. VAT</th>
            <td class="amount">${debit}</td>
            <td class="amount">${credit}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  </article>`;
}

function ledgerRow(administration: Administration, row: EntryRow) {
  const key = { field: "NR", value: String(row.account) };
  const debtor = findRow(administration, "DEB", key);
  const name = debtor?.["NAAM"] ?? findRow(administration, "GRB", key)?.["OMSCHR"] ?? "";
  return html`<tr>
    <td>${row.account} ${name}</td>
    <td>${row.description}</td>
    <td class="amount">${row.vatCode === 0 ? "" : row.vatCode}</td>
    <td class="amount">${row.vatCents === 0 ? "" : centsText(Math.abs(row.vatCents))}</td>
    <td class="amount">${row.amountCents > 0 ? centsText(row.amountCents) : ""}</td>
    <td class="amount">${row.amountCents < 0 ? centsText(-row.amountCents) : ""}</td>
  </tr>`;
}

/** In an entry without VAT in its amounts the VAT column counts too. */
function sum({ rows, balance }: JournalEntry, sign: 1 | -1): string {
  const amounts = rows.map((row) => row.amountCents + (balance === "excl" ? row.vatCents : 0));
  const ofSide = amounts.filter((cents) => cents * sign > 0);
  return centsText(ofSide.reduce((total, cents) => total + cents * sign, 0));
}

function orderCard(administration: Administration, order: SalesOrder) {
  return html`<article>
    <div class="row">
      <h3>Sales order ${order.number}</h3>
      <span>${order.head["DAT"] ?? ""}</span>
    </div>
    <p class="soft">
      Administration ${administration.number}, debtor ${order.head["DEB"] ?? ""}, reference
      ${order.head["KENM"] ?? ""}
    </p>
    <div class="scroll" role="region" aria-label="Rows" tabindex="0">
      <table>
        <thead>
          <tr>
            <th scope="col">Article</th>
            <th scope="col">Description</th>
            <th scope="col" class="amount">Quantity</th>
            <th scope="col" class="amount">Amount excl.</th>
          </tr>
        </thead>
        <tbody>
          ${order.rows.map(
            (row) =>
              html`<tr>
                <td>${row["ART"] ?? ""}</td>
                <td>${row["OMSCHR"] ?? ""}</td>
                <td class="amount">${row["AANT"] ?? ""}</td>
                <td class="amount">${row["BEDR"] ?? ""}</td>
              </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </article>`;
}
