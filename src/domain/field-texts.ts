import type { Language } from "./vocabulary.ts";

type Sentence = Readonly<Record<Language, string>>;

/** The shop's fields that a trace names, as a book-keeper calls them. */
export const FIELD_TEXTS: Readonly<Record<string, Sentence>> = {
  lines: { en: "row", nl: "regel" },
  discounts: { en: "discount", nl: "korting" },
  price: { en: "price", nl: "prijs" },
  priceWithOptions: { en: "price with options", nl: "prijs met opties" },
  quantity: { en: "quantity", nl: "aantal" },
  vatPercentage: { en: "VAT percentage", nl: "btw-percentage" },
  shipping: { en: "shipping costs", nl: "verzendkosten" },
  shippingVatPercentage: {
    en: "VAT percentage of the shipping costs",
    nl: "btw-percentage van de verzendkosten",
  },
  paymentCosts: { en: "payment costs", nl: "betaalkosten" },
  paymentOptionPrice: { en: "price of the payment option", nl: "prijs van de betaaloptie" },
  extraCosts: { en: "extra costs", nl: "extra kosten" },
  creditPointDiscount: { en: "credit points", nl: "spaarpunten" },
  totalPrice: { en: "total", nl: "totaal" },
};

/** What VAT that was not charged was taken out of. */
export const STRIPPED_TEXTS: Readonly<Record<string, Sentence>> = {
  rows: { en: "the rows", nl: "de regels" },
  rowsAndCosts: { en: "the rows and the costs", nl: "de regels en de kosten" },
  all: { en: "the rows, the costs and the discounts", nl: "de regels, de kosten en de kortingen" },
  none: { en: "nothing", nl: "niets" },
};
