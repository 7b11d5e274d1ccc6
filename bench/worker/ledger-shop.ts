import type { Books } from "../../src/booking/ports/books.ts";
import type { Installation } from "../../src/booking/ports/installations.ts";
import type { Shop } from "../../src/booking/ports/shop.ts";
import type { ShopDocument } from "../../src/domain/document.ts";
import { fail, ok } from "../../src/domain/result.ts";
import { BENCH_CALENDAR, BENCH_CONFIGURATION, benchDocument } from "../domain.ts";

/** A shop and books in memory that answer at once, so that only our own work is counted. */

export function benchInstallation(id: string): Installation {
  const fine = { problem: null, checkedAt: 1 };
  return {
    id,
    licenseKey: `license-${id}`,
    state: "active",
    apiRoot: `https://${id}.example`,
    apiPublic: `public-${id}`,
    apiSecret: "sealed",
    returnUrl: "https://shop.example/return",
    webShopId: id,
    shopName: id,
    handshakeAt: 1,
    linkUsedFor: null,
    webhookToken: `token-${id}`,
    environmentCode: "sealed",
    administrationKey: `administration-${id}`,
    administrationName: "Books",
    ccv: fine,
    imuis: fine,
    termsVersion: "1",
    termsAcceptedAt: 1,
    configurationVersion: 0,
    configuration: BENCH_CONFIGURATION,
    source: BENCH_CONFIGURATION.source,
    settingProblems: [],
    createdAt: 1,
    activatedAt: 1,
    firstActiveOn: "2023-01-01",
    trialEndsOn: "2023-02-01",
    additionalEmail: null,
    sweptUntil: null,
    pollsInvoices: false,
    lookBeforeCreateSince: null,
    database: "DB",
    movingTo: null,
  };
}

/** How the documents of the shop differ from the usual paid order of a known customer. */
export interface Variant {
  readonly email: string;
  readonly paid: boolean;
}

/** Every document has a number of its own and nothing to warn of. */
export function benchShop(variant: () => Variant): Shop {
  const readDocument: Shop["readDocument"] = (kind, sourceId) => {
    const order = benchDocument(1);
    const { email, paid } = variant();
    const document: ShopDocument = {
      ...order,
      kind,
      sourceId,
      number: sourceId,
      orderId: kind === "invoice" ? `9${sourceId}` : null,
      paid,
      discounts: [],
      totalPrice: "18.15",
      totalTax: "3.15",
      customer: { ...order.customer, email },
    };
    return Promise.resolve(ok(document));
  };
  return { readDocument } as Shop;
}

export function benchBooks(): Books {
  let created = 0;
  const answer = (): Promise<ReturnType<typeof ok<{ key: string; warnings: string[] }>>> => {
    created += 1;
    return Promise.resolve(ok({ key: `41-2023-3-${created}`, warnings: [] }));
  };
  return {
    readCalendar: () => Promise.resolve(ok(BENCH_CALENDAR)),
    findDebtorsByEmail: (email: string) =>
      Promise.resolve(ok([{ number: 13317, name: "Anna", email, vatNumber: "", blocked: false }])),
    findDebtorsByVatNumber: () => Promise.resolve(ok([])),
    createJournalEntry: answer,
    createDebtor: () => Promise.resolve(fail({ kind: "refused", message: "no", code: null })),
  } as unknown as Books;
}
