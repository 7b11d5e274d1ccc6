import { type Chapter, entriesOf } from "./chapter.ts";

/** What is put in which field of iMUIS. */
export const TO_IMUIS_EN: Chapter = {
  id: "to-imuis",
  title: "Day-to-day: to iMUIS",
  lead: "What is made in iMUIS, field by field.",
  sections: [
    {
      id: "debtor",
      title: "The debtor",
      paragraphs: [
        "The first that fits. If several fit, one that isn't blocked goes first, then the same name, then the lowest number. If for ICP the card has another VAT number you get a warning.",
      ],
      points: [
        "the fixed debtor of the payment method, except for ICP;",
        "the debtor of an earlier document of this customer;",
        "for ICP the one with the VAT number;",
        "the one with the e-mail address;",
        "a new one. Without e-mail address and outside ICP that is one per document.",
      ],
    },
    {
      id: "card",
      title: "The card of a new debtor",
      paragraphs: [],
      entries: entriesOf("card", {
        key: ["Search key (`ZKSL`)", "Fixed per customer, so that none is made twice."],
        name: [
          "Name (`NAAM`)",
          "Company and person, up to 50 characters. Without a name the e-mail address.",
        ],
        address: [
          "Address (`STRAAT`, `HNR`, `HNRTV`, `POSTCD`, `PLAATS`, `LAND`)",
          "Delivery or billing address, as set; if it is empty, the other one. A house number that doesn't fit stands behind the street.",
        ],
        vat: [
          "VAT (`BTWNR`, `DATBTWNR`, `BTWPL`)",
          "The number, for ICP with the date of VIES. `I` for ICP, `U` for International, otherwise `B`.",
        ],
        other: ["Further", "`EMAIL`, `TEL`, `KVKNR`, `BETCOND` and `SLUITREK`."],
      }),
    },
    {
      id: "total",
      title: "Financial entry: the total row",
      paragraphs: [
        "Debit is positive, credit negative. Total row and detail rows together end at zero.",
      ],
      entries: entriesOf("total", {
        journal: ["Journal (`DAGB`)", "From your settings."],
        date: [
          "Date, fiscal year and period (`DAT`, `JR`, `PN`)",
          "The booking date, in the calendar of iMUIS. If the period is closed, what you have set happens.",
        ],
        account: ["Account (`REK`)", "The debtor."],
        offset: [
          "Offset account (`TEGREK`)",
          "The split account. The debtors account stands on the debtor's card.",
        ],
        amount: [
          "Entry amount (`BEDRBOEK`)",
          "The total including VAT. `BTW` and `BEDRBTW` are 0, `BETWIST` is no.",
        ],
        invoice: ["Invoice (`FACT`)", "The digits of the number, or all of it, as set."],
        number: [
          "Entry document and description (`BOEKSTUK`, `OMSCHR`)",
          "The full number, as entry document up to 20 characters.",
        ],
      }),
    },
    {
      id: "lines",
      title: "Financial entry: the detail rows",
      paragraphs: [
        "One per line of the shop, and for costs, surcharges, discounts and rounding. Lines of 0 are left out. Journal, date, period and offset account are those of the total row.",
      ],
      entries: entriesOf("lines", {
        account: ["Account and VAT code (`REK`, `BTW`)", "Of the VAT settings or a product rule."],
        quantity: ["Quantity (`AANT`)", "That of the line; 1 for costs and discounts."],
        amount: [
          "Entry amount and VAT amount (`BEDRBOEK`, `BEDRBTW`)",
          "Both × -1; the entry amount including VAT, or excluding if you set so.",
        ],
        number: ["Entry document (`BOEKSTUK`)", "As `FACT`, with a setting of its own."],
        description: [
          "Description (`OMSCHR`)",
          "The product name up to 40 characters, or for instance Shipping costs.",
        ],
      }),
    },
    {
      id: "order",
      title: "The sales order",
      paragraphs: [
        "An order is no invoice; so iMUIS sends none either. iMUIS calculates the VAT itself. If that can lead to another total, you get a warning.",
      ],
      entries: entriesOf("order", {
        date: ["Date and delivery date (`DAT`, `DATLEV`)", "Both the booking date."],
        number: [
          "External order number and reference (`EXTORDNR`, `KENM`)",
          "`id` of the shop, and the number up to 25 characters.",
        ],
        costs: [
          "Order costs (`BEDRORDKST`)",
          "Payment costs plus surcharges minus discounts, excluding VAT.",
        ],
        shipping: ["Freight (`BEDRVRACHTKST`)", "The shipping costs, excluding VAT."],
        lines: [
          "Lines (`ART`, `OMSCHR`, `AANT`, `PRS`)",
          "With the price excluding VAT in four decimals, also when it is 0.",
        ],
        other: ["Further", "`DEB`, `ORDSRT`, `VERZWZ`, and `NEGAANT` with a negative quantity."],
      }),
    },
    {
      id: "product",
      title: "A new product",
      paragraphs: [
        "Only for sales orders, when iMUIS lacks the number. No products are made for costs.",
      ],
      entries: entriesOf("product", {
        number: [
          "Number and search key (`NR`, `ZKSL`)",
          "The product number, up to 20 characters. Without a number it is an error.",
        ],
        name: ["Description (`OMSCHR`)", "The product name, up to 40 characters."],
        vat: [
          "VAT (`BTW`)",
          "By the percentage of the line: `H` (high) at 21% and the highest of the country, `V` (reverse charge) at 0%, so for ICP and International too, otherwise `L` (low).",
        ],
        price: ["Price (`VERKPR`, `VERKPRINCL`)", "Excluding and including VAT."],
        other: ["Further", "`ARTGRP`, and `EAN` from `sub_ean_number` or the product in the shop."],
      }),
    },
  ],
};
