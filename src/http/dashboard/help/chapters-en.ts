import type { Chapter } from "./chapter.ts";
import { FROM_SHOP_EN } from "./from-shop-en.ts";
import { SETTINGS_EN } from "./settings-en.ts";
import { TO_IMUIS_EN } from "./to-imuis-en.ts";

/** The manual in our own words. */
export const CHAPTERS_EN: readonly Chapter[] = [
  {
    id: "introduction",
    title: "Introduction",
    lead: "What the integration does, and what not.",
    sections: [
      {
        id: "what",
        title: "What the integration does",
        paragraphs: [
          "The integration books paid orders or invoices of your CCV Shop in King/iMUIS, as a journal entry or as a sales order. You no longer retype anything.",
          "Every document is booked exactly once. When it isn't sure whether iMUIS received a booking, the integration looks first before anything is sent again.",
        ],
      },
      {
        id: "what-not",
        title: "What the integration doesn't do",
        paragraphs: [],
        points: [
          "It updates no customers, products or stock, and prints no packing slips.",
          "It doesn't replace your accountant, who is still needed for advice and control.",
          "It sends no invoices from iMUIS: it makes an entry or an order.",
        ],
      },
      {
        id: "trial",
        title: "Trial and ending",
        paragraphs: [
          "The trial runs until the first day of the month after the request. Nothing stops by itself.",
          "You end it by removing the app in the App Store of your shop. Your credentials are erased then, the history stays readable. You can stop for a while under Profile.",
        ],
      },
    ],
  },
  {
    id: "how-it-works",
    title: "How it works",
    lead: "From a message of the shop to the booking.",
    sections: [
      {
        id: "way",
        title: "The way of a document",
        paragraphs: [
          "The shop sends a message as soon as an order is paid or an invoice is made. The integration then reads the document itself, checks it and books it.",
          "Every night it also searches for documents of which no message came, and looks again at what is open.",
        ],
      },
      {
        id: "checks",
        title: "Checks beforehand",
        paragraphs: ["Before booking it is checked:"],
        points: [
          "whether the total equals the sum of lines, shipping and other costs;",
          "for ICP: whether the customer's VAT number is valid;",
          "whether a VAT code is set for every VAT rate;",
          "whether the document was not booked already.",
        ],
      },
      {
        id: "booking",
        title: "Booking",
        paragraphs: [
          "A customer who is known in iMUIS is used, found by e-mail address. Otherwise a debtor is created. Existing debtors and products are never changed.",
          "For sales orders, missing products are created in the chosen item group, with the VAT rate of the line.",
          "A document that is changed in the shop after booking is not adjusted in iMUIS. You get a warning of it.",
        ],
      },
      {
        id: "orders-or-invoices",
        title: "Orders or invoices?",
        paragraphs: [
          "Paid orders: what is not paid stays out of the books. Credit notes are not included.",
          "Invoices: all invoices, debit and credit, are booked at once, also when they are not paid yet.",
        ],
      },
    ],
  },
  {
    id: "environment-code",
    title: "The environment code of iMUIS",
    lead: "Which lets the integration into your administration.",
    sections: [
      {
        id: "online",
        title: "iMUIS Online",
        paragraphs: [
          "Each administration needs a subscription to the module iMUIS Online Cloudswitch. The accountant switches it on in User Management, or you take the subscription yourself.",
          "In iMUIS Online go to Management → My data / Subscription / Connections, tab Connections, and click Connect at the partner webwinkelfacturen. Copy the environment code that appears.",
        ],
      },
      {
        id: "windows",
        title: "iMUIS Business Software (Windows)",
        paragraphs: [
          "You need a licence for iMUIS Online, available on your own server. The code is made at the same place there.",
        ],
      },
      {
        id: "sales-orders",
        title: "In addition for sales orders",
        paragraphs: ["Prepare in iMUIS:"],
        points: [
          "item group 29, with its revenue account;",
          "order type webshoporder;",
          "shipping method Verzendkosten, with a default delivery condition and a preferred order method, linked to that order type.",
        ],
      },
    ],
  },
  SETTINGS_EN,
  FROM_SHOP_EN,
  TO_IMUIS_EN,
  {
    id: "support",
    title: "Missing documents and help",
    lead: "Searching step by step, and how to reach us.",
    sections: [
      {
        id: "missing",
        title: "A document is missing in iMUIS",
        paragraphs: ["Search its number in the field at the top. Then you see where it is:"],
        points: [
          "Errors: read the cause, mend it and press Process. If that doesn't work, press Report problem. For many errors alike one report is enough.",
          "Report: it is booked. Search iMUIS for the purple reference.",
          "Open: it still waits. It says for what, and when it is looked at again.",
          "Skipped: it was not booked on purpose. Process books it all the same.",
          "Nowhere: have it looked up in the shop from the search page.",
        ],
      },
      {
        id: "colours",
        title: "The buttons",
        paragraphs: [],
        points: [
          "Yellow, More info: what is the matter and what to do about it.",
          "Blue, Process: evaluate and book the document again.",
          "Red, Report problem: send us everything that is needed to help.",
          "Green, Ask us: any other question.",
        ],
      },
      {
        id: "contact",
        title: "How to reach us",
        paragraphs: [
          "With Report problem or Ask us, or by mail: webcare@webwinkelfacturen.nl. In a mail, mention your licence key (see Profile), number and date of the document, the error message, and in the set-up the step.",
          "We also install the integration for you, for € 39.50 excluding VAT. Ask by mail; that needs access to the shop and the accounting system.",
        ],
      },
      {
        id: "migration",
        title: "Documents of the past",
        paragraphs: [
          "Under Migration you book a period from before the integration. Try it first without booking; you see how many would be booked and how many not.",
        ],
      },
    ],
  },
];
