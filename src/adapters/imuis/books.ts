/** One administration in iMUIS behind the port `Books`: puts the parts together. */
import type { Books } from "../../booking/ports/books.ts";
import { ok } from "../../domain/result.ts";
import { createJournalEntry, findJournalEntries } from "./boe.ts";
import { readCalendar, readFinancialBasics, remember } from "./calendar.ts";
import { createImuisClient, type ImuisClient, type ImuisOptions } from "./client.ts";
import { createCountryLookup } from "./country.ts";
import { readDebtors, searchDebtors } from "./debtor-search.ts";
import {
  createDebtor,
  findDebtorBySearchKey,
  findDebtorsByEmail,
  findDebtorsByVatNumber,
} from "./debtor.ts";
import { readAdministration } from "./lookup.ts";
import { readOptions } from "./options.ts";
import { createSalesOrder, findSalesOrders } from "./order.ts";
import { createProduct, hasProduct } from "./product.ts";

export function createBooks(options: ImuisOptions): Books {
  const client = createImuisClient(options);
  const findCountry = createCountryLookup(client);
  const readBasics = remember(() => readFinancialBasics(client), options.now);
  return {
    connect: () => connect(client),
    readOptions: () => readOptions(client),
    readCalendar: remember(() => readCalendar(client), options.now),
    findDebtorsByEmail: (email) => findDebtorsByEmail(client, email),
    findDebtorsByVatNumber: (vatNumber) => findDebtorsByVatNumber(client, vatNumber),
    findDebtorBySearchKey: (searchKey) => findDebtorBySearchKey(client, searchKey),
    searchDebtors: (text) => searchDebtors(client, text),
    readDebtors: (numbers) => readDebtors(client, numbers),
    createDebtor: (card) => createDebtor(client, card, findCountry),
    hasProduct: (number) => hasProduct(client, number),
    createProduct: (card) => createProduct(client, card),
    createJournalEntry: (entry, sendBefore) => createJournalEntry(client, entry, sendBefore),
    findJournalEntries: (documentNumber) => findJournalEntries(client, documentNumber, readBasics),
    createSalesOrder: (order, sendBefore) => createSalesOrder(client, order, sendBefore),
    findSalesOrders: (externalOrderId) => findSalesOrders(client, externalOrderId),
  };
}

/** BASALG holds the administration's own name. */
async function connect(client: ImuisClient): ReturnType<Books["connect"]> {
  const session = await client.login();
  if (!session.ok) return session;
  const rows = await readAdministration(client, "BASALG", ["NAAM"]);
  return rows.ok ? ok({ administration: rows.value[0]?.text("NAAM") ?? "" }) : rows;
}
