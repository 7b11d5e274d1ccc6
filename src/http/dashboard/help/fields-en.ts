import type { FieldTexts } from "./field-help.ts";

/** What each field of the settings does. */
export const FIELDS_EN: FieldTexts = {
  source: {
    source:
      "Paid orders are booked only once they are paid, without credit notes. Invoices are all booked, debit and credit, as soon as they are made.",
    target:
      "A financial entry is one journal entry per document. A sales order has to be invoiced by you in iMUIS.",
    homeCountry:
      "Says what is domestic, and which rates are filled in beforehand. A delivery without VAT to a country outside the EU is International.",
    vatNumber: "Goes along to VIES as requester. Only then a check yields a proof number.",
    startDate:
      "Documents of an earlier date are skipped. They stand under Skipped, where Process books them all the same.",
    orderStatuses:
      "The numbers are those of the order statuses in CCV Shop. A paid order in another status waits under Open.",
  },
  journal: {
    journal: "The journal in iMUIS in which every journal entry is made, for instance 41.",
    offsetAccount:
      "iMUIS's split account. Every line of an entry goes over it, and together they end at zero.",
    roundingAccount:
      "Takes cents by which the shop rounds otherwise than its lines add up. Without an account they go to the largest line.",
    maxRounding:
      "The total of the lines may differ by so many cents. With a larger difference the document becomes an error.",
    itemGroup: "New products get this item group in iMUIS, with its revenue account.",
    orderType: "The order type in iMUIS of every sales order. It says whether prices include VAT.",
    shippingMethod:
      "The shipping method in iMUIS of every sales order. It needs a delivery condition and an order method.",
    paymentCondition: "Is put on the card of every debtor that is made.",
    controlAccount:
      "The account in which new debtors add up on the balance sheet, mostly 1300 Debtors.",
  },
  vat: {
    percentage:
      "The percentage the shop sells with. The official rate is filled in and can be changed.",
    validFrom: "For a rate that changes: this row counts from this booking date on. Empty: always.",
    vatCode:
      "The code in iMUIS with the same percentage. Give the VAT of another country a code of its own, or it ends up in the Dutch return.",
    revenue: "The ledger account for products sold, surcharges and discounts.",
    shipping: "The ledger account for shipping costs.",
    payment: "The ledger account for the costs of the payment method.",
  },
  payment: {
    own: "The name as CCV Shop puts it on an order. Capitals and hyphens don't count.",
    debtor:
      "All sales with this payment method go to this debtor; no new one is made. Search by number, name, search key or e-mail address. This never counts for ICP.",
  },
  products: {
    productNumber: "Exactly this number, or with a * at the end everything that begins so.",
    productType: "The product type in CCV Shop; all products of that type.",
    account: "The account for these products, for instance a balance account for gift cards.",
    vatCode: "The VAT code for these products; 0 is without VAT.",
  },
  details: {
    entryAmounts:
      "Including: the lines add up to the total with their VAT, as in the manual. Excluding: VAT stands in the VAT amount only.",
    debtorAddress:
      "Which address is put on the card of a new debtor. If it is empty, the other one.",
    closedPeriods:
      "What happens when the period is closed in iMUIS: held as an error, booked on the first day of the next open period, or booked all the same.",
    bookingDate: "The date of the document, or the day on which it was first seen paid.",
    vatDifference:
      "When the VAT of the lines differs more from the shop's than rounding explains: booked with a warning, or held as an error.",
    invoiceNumber:
      "An invoice number in iMUIS mostly consists of digits. Full keeps letters and signs too.",
    entryDocument: "The total row always has the full number; here you choose for the other rows.",
    bookingTexts:
      "The language of descriptions that are no product name, such as shipping costs and discount.",
    markInShop:
      "After booking, the invoice gets the reference of iMUIS, or the order an internal note.",
  },
};
