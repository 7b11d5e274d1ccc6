import type { Language } from "../../../domain/vocabulary.ts";
import type { Chapter } from "./chapter.ts";

/** Questions that are asked often. */
export const FAQ: Readonly<Record<Language, Chapter>> = {
  nl: {
    id: "faq",
    title: "Veelgestelde vragen",
    lead: "Korte antwoorden.",
    sections: [
      {
        id: "twice",
        title: "Kan een bestelling dubbel worden geboekt?",
        paragraphs: [
          "Nee. Elk document heeft één sleutel. Gaat het antwoord van iMUIS verloren, dan zoekt de koppeling eerst of de boeking er staat.",
        ],
      },
      {
        id: "works",
        title: "Hoe zie ik dat de koppeling werkt?",
        paragraphs: [
          "Beide bolletjes bovenaan zijn groen en nieuwe documenten verschijnen bij Rapport. Een rood bolletje zegt waarom het rood is.",
        ],
      },
      {
        id: "changed",
        title: "Ik heb een bestelling gewijzigd nadat zij was geboekt. Wat nu?",
        paragraphs: [
          "De boeking blijft zoals zij is; het document krijgt een waarschuwing. Verbeter de boeking in iMUIS, of maak in de winkel een creditfactuur als u facturen boekt.",
        ],
      },
      {
        id: "switch",
        title: "Kan ik van bestellingen naar facturen overstappen?",
        paragraphs: [
          "Ja. Een verkoop die al als bestelling is geboekt wordt niet nog eens als factuur geboekt: die factuur staat dan bij Overgeslagen.",
        ],
      },
      {
        id: "vies",
        title: "VIES doet het niet. Moet ik iets doen?",
        paragraphs: [
          "Nee. Het document wacht bij Open en VIES wordt 72 uur lang opnieuw gevraagd. Daarna kunt u op eigen bewijs boeken.",
        ],
      },
      {
        id: "closed",
        title: "De periode is afgesloten. Wat gebeurt er?",
        paragraphs: [
          "Standaard wordt het document vastgehouden. U kunt per document een andere boekdatum kiezen, of bij Overige instellingen een vaste regel.",
        ],
      },
      {
        id: "password",
        title: "Ik ben mijn wachtwoord kwijt.",
        paragraphs: [
          "Klik op de inlogpagina op Wachtwoord vergeten. Komt er geen bericht, neem dan contact op met webcare@webwinkelfacturen.nl en vermeld uw licentiesleutel.",
        ],
      },
      {
        id: "more-shops",
        title: "Ik heb meer winkels.",
        paragraphs: [
          "Installeer de app in elke winkel en vul bij het account hetzelfde e-mailadres en wachtwoord in. Bovenaan kiest u dan welke winkel u ziet.",
        ],
      },
    ],
  },
  en: {
    id: "faq",
    title: "Frequently asked questions",
    lead: "Short answers.",
    sections: [
      {
        id: "twice",
        title: "Can an order be booked twice?",
        paragraphs: [
          "No. Every document has one key. If the answer of iMUIS is lost, the integration first looks whether the booking is there.",
        ],
      },
      {
        id: "works",
        title: "How do I see that the integration works?",
        paragraphs: [
          "Both dots at the top are green and new documents appear under Report. A red dot says why it is red.",
        ],
      },
      {
        id: "changed",
        title: "I changed an order after it was booked. What now?",
        paragraphs: [
          "The booking stays as it is; the document gets a warning. Correct the booking in iMUIS, or make a credit invoice in the shop if you book invoices.",
        ],
      },
      {
        id: "switch",
        title: "Can I switch from orders to invoices?",
        paragraphs: [
          "Yes. A sale that was booked as an order is not booked again as an invoice: that invoice is under Skipped then.",
        ],
      },
      {
        id: "vies",
        title: "VIES is out of order. Must I do something?",
        paragraphs: [
          "No. The document waits under Open and VIES is asked again for 72 hours. After that you can book on your own evidence.",
        ],
      },
      {
        id: "closed",
        title: "The period is closed. What happens?",
        paragraphs: [
          "As a rule the document is held. You can choose another booking date per document, or a fixed rule under Other settings.",
        ],
      },
      {
        id: "password",
        title: "I lost my password.",
        paragraphs: [
          "Click Password forgotten on the login page. If no message arrives, contact webcare@webwinkelfacturen.nl and mention your licence key.",
        ],
      },
      {
        id: "more-shops",
        title: "I have several shops.",
        paragraphs: [
          "Install the app in each shop and fill in the same e-mail address and password at the account step. At the top you choose which shop you see.",
        ],
      },
    ],
  },
};
