import type { Booking, SalesOrder } from "../../../domain/booking.ts";
import { explainDocument } from "../../../domain/explain.ts";
import type { HttpContext } from "../../context.ts";
import { amount, date } from "../format.ts";
import { LedgerTable } from "./ledger-table.tsx";
import { settingNames } from "./naming.ts";
import { readTrace } from "./trace.ts";
import { dutchNotation } from "./words.ts";

/** A booking of either kind, and why it is as it is. */

interface Props {
  readonly c: HttpContext;
  readonly booking: Booking;
  readonly trace: unknown;
}

export function BookingView({ c, booking, trace }: Props) {
  const stored = readTrace(trace);
  const { texts, language } = c.get("view");
  return (
    <>
      {booking.type === "journalEntry" ? (
        <LedgerTable c={c} entry={booking} trace={stored} />
      ) : (
        <OrderTable c={c} order={booking} />
      )}
      {stored === null ? null : (
        <details class="why">
          <summary>{texts.documents.page.whyDocument}</summary>
          <ul>
            {explainDocument(stored.document, language, settingNames(c)).map((sentence) => (
              <li>{dutchNotation(sentence)}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function OrderTable({ c, order }: { readonly c: HttpContext; readonly order: SalesOrder }) {
  const { page: text } = c.get("view").texts.documents;
  const facts = [
    [text.debtor, order.debtorNumber === 0 ? "–" : String(order.debtorNumber)],
    [text.entryDate, date(order.date)],
    [text.shipping, amount(order.shippingCostsCents)],
    [text.costs, amount(order.orderCostsCents)],
  ] as const;
  return (
    <>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div class="scroll" tabindex={0} role="group" aria-label={text.lines}>
        <table class="ledger">
          <thead>
            <tr>
              <th scope="col">{text.article}</th>
              <th scope="col">{text.description}</th>
              <th scope="col" class="number">
                {text.quantity}
              </th>
              <th scope="col" class="number">
                {text.price}
              </th>
            </tr>
          </thead>
          <tbody>
            {order.lines.map((line) => (
              <tr>
                <th scope="row">{line.productNumber}</th>
                <td>{line.description}</td>
                <td class="number" data-label={text.quantity}>
                  {dutchNotation(line.quantity)}
                </td>
                <td class="number" data-label={text.price}>
                  {dutchNotation(line.unitPriceExcl)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
