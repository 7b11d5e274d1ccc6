import type { JournalEntry, ProductCard, SalesOrder } from "../../src/domain/booking.ts";
import type { WriteOptions } from "./imuis-under-test.ts";

/** What is created in the test administration, marked so that it is recognised there, and new in every run. */

export interface ExampleSettings {
  readonly now: Date;
  readonly journal: number;
  readonly debtor: number;
  readonly account: number;
  readonly vatCode: number;
  readonly splitAccount: number;
  readonly orderType: string;
  readonly shippingMethod: string;
  readonly itemGroup: number;
  readonly paymentCondition: number;
  readonly controlAccount: number;
}

export function examples(settings: ExampleSettings): WriteOptions {
  const number = String(Math.floor(settings.now.getTime() / 1000));
  const product = exampleProduct(number, settings);
  return {
    entry: exampleEntry(number, settings),
    debtor: exampleDebtor(number, settings),
    product,
    order: exampleOrder(number, settings, product.number),
  };
}

/** 12.34 incl. 21 % on one account: an amount whose separator shows. */
function exampleEntry(documentNumber: string, settings: ExampleSettings): JournalEntry {
  const { now } = settings;
  return {
    type: "journalEntry",
    journal: settings.journal,
    offsetAccount: settings.splitAccount,
    fiscalYear: now.getUTCFullYear(),
    period: now.getUTCMonth() + 1,
    entryDate: now.toISOString().slice(0, 10),
    amounts: "incl",
    total: {
      debtorNumber: settings.debtor,
      amountCents: 1234,
      invoiceNumber: documentNumber,
      documentNumber,
      description: "vendor-check",
    },
    lines: [
      {
        ledgerAccount: settings.account,
        vatCode: settings.vatCode,
        quantity: "1",
        amountCents: -1234,
        vatCents: -214,
        documentNumber,
        description: "vendor-check",
      },
    ],
  };
}

/** DEB.NAAM holds 50 characters (imuis.md 3.1); the name fills the field to the last. */
const NAME_LENGTH = 50;

function exampleDebtor(number: string, settings: ExampleSettings): WriteOptions["debtor"] {
  return {
    searchKey: `VC${number}`,
    name: `vendor-check ${number} `.padEnd(NAME_LENGTH, "x"),
    street: "Voorbeeldstraat",
    houseNumber: 1,
    houseNumberSuffix: "",
    postalCode: "1234 AB",
    city: "Voorbeeldstad",
    countryCode: "NL",
    email: `vendor-check-${number}@example.com`,
    telephone: "",
    vatNumber: null,
    vatNumberVerifiedOn: null,
    chamberOfCommerceNumber: "",
    vatLiability: "domestic",
    paymentCondition: settings.paymentCondition,
    controlAccount: settings.controlAccount,
  };
}

function exampleProduct(number: string, { itemGroup }: ExampleSettings): ProductCard {
  return {
    number: `VC${number}`,
    searchKey: `VC${number}`,
    name: "vendor-check",
    itemGroup,
    vatKind: "high",
    priceExclCents: 520,
    priceInclCents: 629,
    ean: "",
    productId: null,
  };
}

/** 5.20 and 5.00 of freight, with 21 % together 12.34. */
function exampleOrder(
  number: string,
  settings: ExampleSettings,
  productNumber: string,
): SalesOrder {
  const date = settings.now.toISOString().slice(0, 10);
  return {
    type: "salesOrder",
    debtorNumber: settings.debtor,
    date,
    deliveryDate: date,
    orderType: settings.orderType,
    shippingMethod: settings.shippingMethod,
    externalOrderId: number,
    reference: `VC${number}`,
    orderCostsCents: 0,
    shippingCostsCents: 500,
    allowNegativeQuantities: false,
    lines: [{ productNumber, quantity: "1", description: "vendor-check", unitPriceExcl: "5.2000" }],
  };
}
