import type { Chapter } from "./chapter.ts";

/** An explanation of each part of the settings. */
export const SETTINGS_EN: Chapter = {
  id: "settings",
  title: "The settings",
  lead: "What each setting does.",
  sections: [
    {
      id: "source",
      title: "Source and target",
      paragraphs: [
        "The source says what is booked: paid orders or invoices. The target says as what: a financial entry or a sales order.",
        "The own VAT number goes along to VIES, so that each check yields a proof number. The start date keeps old documents from being booked.",
      ],
    },
    {
      id: "journal",
      title: "Journal and accounts",
      paragraphs: [
        "The journal is where journal entries are made. The offset account is iMUIS's split account: it holds the lines together and always ends at zero.",
        "Cents of difference between the shop and the lines go to the account for rounding differences, up to the amount you allow. Anything above is an error.",
      ],
    },
    {
      id: "vat",
      title: "VAT",
      paragraphs: [
        "Per country and percentage you choose the VAT code and the accounts for revenue, shipping costs and payment costs. Only set up the countries you sell to.",
        "If you sell in another country with another percentage than the official one, adjust the percentage. Don't use the Dutch VAT code for another country: its VAT would end up in your Dutch return.",
        "ICP is for businesses in other EU countries, with 0% and a valid VAT number. International is for deliveries outside the EU, with 0%.",
        "A new rate can have a date from which it counts.",
      ],
    },
    {
      id: "payment",
      title: "Payment methods",
      paragraphs: [
        "A payment method with a fixed debtor books all sales with it on that debtor; no new one is made. Capitals and hyphens in the name don't count.",
        "This never counts for ICP: that always belongs to the customer.",
      ],
    },
    {
      id: "products",
      title: "Product rules",
      paragraphs: [
        "Gift cards, deposits and margin goods can have an account and VAT code of their own. A product number counts exactly, or with a * at the end for everything that begins so.",
      ],
    },
    {
      id: "details",
      title: "Other settings",
      paragraphs: [
        "Amounts including or excluding VAT, the address of new debtors, what happens in a closed period, the booking date, how numbers are written and the language of fixed descriptions. The defaults follow the manual.",
      ],
    },
    {
      id: "what-if",
      title: "What would change?",
      paragraphs: [
        "Before saving you can see which of the last documents would be booked differently with the new settings. Nothing is stored and nothing is booked then.",
      ],
    },
  ],
};
