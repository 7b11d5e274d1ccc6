import { read, readList, orderSchema, rowSchema } from "../../src/adapters/ccv-shop/schema.ts";
import { orderToDocument } from "../../src/adapters/ccv-shop/to-document.ts";
import { writeJournalEntry } from "../../src/adapters/imuis/boe.ts";
import { completeBooking } from "../../src/domain/complete-booking.ts";
import { decide } from "../../src/domain/decide.ts";
import { BENCH_CALENDAR, BENCH_CONFIGURATION } from "../domain.ts";

/**
 * From the JSON that CCV Shop answers to the XML that iMUIS gets, as the product does it; and the floor beside it: the same
 * JSON parsed and the same bytes of XML written from values that are there already.
 */

export interface Samples {
  /** Microseconds per document. */
  readonly product: readonly number[];
  readonly floor: readonly number[];
}

export interface Load {
  /** The order and its rows as CCV Shop answered them. */
  readonly order: string;
  readonly rows: string;
  readonly samples: number;
  readonly documentsPerSample: number;
}

const OPTIONS = {
  byPerson: false,
  ignoreStartDate: false,
  paidOn: null,
  bookingDate: null,
  acceptVatNumber: null,
} as const;

/** JSON texts to the text of the journal entry. */
export function transform(orderText: string, rowsText: string): string {
  const order = read(orderSchema, JSON.parse(orderText), "");
  const { items } = JSON.parse(rowsText) as { readonly items: readonly unknown[] };
  const rows = readList(rowSchema, items, "orderrows");
  if (!order.ok || !rows.ok) throw new Error("The order cannot be read.");
  const verdict = decide(orderToDocument(order.value, rows.value), BENCH_CONFIGURATION, OPTIONS);
  if (verdict.kind !== "book") throw new Error(`Not booked: ${JSON.stringify(verdict)}`);
  const booking = completeBooking(verdict.draft, {
    debtorNumber: 13317,
    configuration: BENCH_CONFIGURATION,
    calendar: BENCH_CALENDAR,
  });
  if (!booking.ok || booking.value.type !== "journalEntry") throw new Error("Not completed.");
  return writeJournalEntry(booking.value);
}

/** Tags and texts in turn, escaped and put together again. */
function createFloor(xml: string): (orderText: string, rowsText: string) => string {
  const pieces = xml.split(/(<[^>]+>)/);
  return (orderText, rowsText) => {
    JSON.parse(orderText);
    JSON.parse(rowsText);
    return pieces.map((piece) => (piece.startsWith("<") ? piece : escape(piece))).join("");
  };
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

export async function measureTransform(load: Load): Promise<Samples> {
  const { order, rows } = load;
  const floorOf = createFloor(transform(order, rows));
  const product: number[] = [];
  const floor: number[] = [];
  await sample(load, transform);
  await sample(load, floorOf);
  for (let place = 0; place < load.samples; place += 1) {
    product.push(await sample(load, transform));
    floor.push(await sample(load, floorOf));
  }
  return { product, floor };
}

async function sample(
  { order, rows, documentsPerSample }: Load,
  work: (order: string, rows: string) => string,
): Promise<number> {
  const start = await tick();
  let length = 0;
  for (let place = 0; place < documentsPerSample; place += 1) length += work(order, rows).length;
  const end = await tick();
  if (length === 0) throw new Error("Nothing was written.");
  return ((end - start) * 1000) / documentsPerSample;
}

/** The clock of workerd stands still while code runs: it moves on with the next event. */
async function tick(): Promise<number> {
  await scheduler.wait(0);
  return performance.now();
}
