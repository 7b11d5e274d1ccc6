import type { ErrorCode } from "./codes.ts";

interface Wording {
  readonly message: string;
  readonly help: string;
}

interface ErrorText {
  /** The figures alone, the same in every language. */
  readonly detail: string;
  readonly en: Wording;
  readonly nl: Wording;
}

/** The catalogue of errors: what happened and what to do, in plain words; `{name}` is a figure of the error. */
export const ERROR_TEXTS: Readonly<Record<ErrorCode, ErrorText>> = {
  TOTAL_MISMATCH: {
    detail: "total {total}, lines {lines}, difference {difference}",
    en: {
      message:
        "The total is {total}, but the lines add up to {lines}: a difference of {difference}, more than the {allowed} that rounding explains.",
      help: "Compare the document in the shop with its lines, costs and discounts. After it is corrected there, press Process. If the shop is right, report the problem.",
    },
    nl: {
      message:
        "Het totaal is {total}, maar de regels zijn samen {lines}: een verschil van {difference}, meer dan de {allowed} die afronding verklaart.",
      help: "Vergelijk het document in de winkel met zijn regels, kosten en kortingen. Klik op Verwerken nadat het daar is verbeterd. Klopt de winkel, meld dan het probleem.",
    },
  },
  VAT_CODE_MISSING: {
    detail: "{country} {rate}% {lineType}",
    en: {
      message: "No VAT code is set for {country} {rate}% ({lineType}).",
      help: "Add the rate under Configuration, VAT, and press Process. If the rate itself is wrong, correct the document in the shop.",
    },
    nl: {
      message: "Er is geen btw-code ingesteld voor {country} {rate}% ({lineType}).",
      help: "Voeg het tarief toe bij Configuratie, btw, en klik op Verwerken. Is het tarief zelf fout, verbeter dan het document in de winkel.",
    },
  },
  ICP_VAT_NUMBER_MISSING: {
    detail: "",
    en: {
      message: "An intra-Community supply without a VAT number of the customer.",
      help: "Ask the customer for the number, fill it in in the shop and press Process.",
    },
    nl: {
      message: "Een intracommunautaire levering zonder btw-nummer van de klant.",
      help: "Vraag de klant om het nummer, vul het in de winkel in en klik op Verwerken.",
    },
  },
  ICP_VAT_NUMBER_INVALID: {
    detail: "{source}",
    en: {
      message: "VAT number {vatNumber} is not valid for intra-Community supplies ({source}).",
      help: "Ask the customer for the right number. A real local number can be unknown in VIES when it is not registered for trade within the EU. Correct it in the shop and press Process, or book it on your own evidence.",
    },
    nl: {
      message:
        "Btw-nummer {vatNumber} is niet geldig voor intracommunautaire leveringen ({source}).",
      help: "Vraag de klant om het juiste nummer. Een echt lokaal nummer kan in VIES onbekend zijn als het niet is aangemeld voor handel binnen de EU. Verbeter het in de winkel en klik op Verwerken, of boek op eigen bewijs.",
    },
  },
  ICP_VAT_NUMBER_OF_HOME_COUNTRY: {
    detail: "{vatNumber}",
    en: {
      message:
        "VAT number {vatNumber} is of the shop's own country, so this is no intra-Community supply.",
      help: "Charge VAT, or ask the customer for the number of another member state, correct it in the shop and press Process.",
    },
    nl: {
      message:
        "Btw-nummer {vatNumber} is van het eigen land van de winkel, dus dit is geen intracommunautaire levering.",
      help: "Bereken btw, of vraag de klant om het nummer van een andere lidstaat, verbeter het in de winkel en klik op Verwerken.",
    },
  },
  ICP_VAT_NUMBER_UNVERIFIED: {
    detail: "{vatNumber} {cause}",
    en: {
      message: "VIES gave no answer about VAT number {vatNumber} for 72 hours ({cause}).",
      help: "Press Process to ask again, or book it on your own evidence of the customer's number.",
    },
    nl: {
      message: "VIES gaf 72 uur lang geen antwoord over btw-nummer {vatNumber} ({cause}).",
      help: "Klik op Verwerken om het opnieuw te vragen, of boek op eigen bewijs van het nummer van de klant.",
    },
  },
  ICP_WITH_VAT: {
    detail: "",
    en: {
      message:
        "The shop marked this as an intra-Community supply, but it carries VAT: total {totalTax}, a line at {rate}% ({line}).",
      help: "An intra-Community supply has 0% VAT. Correct the document or its mark in the shop and press Process.",
    },
    nl: {
      message:
        "De winkel merkte dit aan als intracommunautaire levering, maar er staat btw op: totaal {totalTax}, een regel met {rate}% ({line}).",
      help: "Een intracommunautaire levering heeft 0% btw. Verbeter het document of het kenmerk in de winkel en klik op Verwerken.",
    },
  },
  INTERNATIONAL_WITH_VAT: {
    detail: "{country}: total_tax {totalTax}",
    en: {
      message: "A delivery outside the EU ({country}) with {totalTax} of VAT.",
      help: "Exports have 0% VAT. Check the delivery country and the VAT settings of the shop, correct the document and press Process.",
    },
    nl: {
      message: "Een levering buiten de EU ({country}) met {totalTax} btw.",
      help: "Export heeft 0% btw. Controleer het land van levering en de btw-instellingen van de winkel, verbeter het document en klik op Verwerken.",
    },
  },
  UNSUPPORTED_CURRENCY: {
    detail: "{currency}",
    en: {
      message: "The document is in {currency}; only euros can be booked.",
      help: "Book this document by hand and dismiss it here.",
    },
    nl: {
      message: "Het document is in {currency}; alleen euro's kunnen worden geboekt.",
      help: "Boek dit document met de hand en handel het hier af.",
    },
  },
  NUMBER_WITHOUT_DIGITS: {
    detail: "{number}",
    en: {
      message:
        'The number "{number}" has no digits, and the invoice number in iMUIS consists of digits.',
      help: "Give the shop numbers with digits, or set the invoice number and the entry document to the full number under Configuration.",
    },
    nl: {
      message:
        'Het nummer "{number}" heeft geen cijfers, en het factuurnummer in iMUIS bestaat uit cijfers.',
      help: "Geef in de winkel nummers met cijfers, of stel bij Configuratie factuurnummer en boekstuk in op het volledige nummer.",
    },
  },
  PRODUCT_CODE_MISSING: {
    detail: "{line}",
    en: {
      message:
        'The line "{line}" has no product number, and a sales order needs one on every line.',
      help: "Give the product a number in the shop, add it to the document and press Process.",
    },
    nl: {
      message:
        'De regel "{line}" heeft geen artikelnummer, en een verkooporder heeft er op elke regel een nodig.',
      help: "Geef het artikel in de winkel een nummer, zet dat op het document en klik op Verwerken.",
    },
  },
  PERIOD_CLOSED: {
    detail: "{date} {period}",
    en: {
      message: "The period of {date} ({period}) is closed in iMUIS.",
      help: "Open the period in iMUIS and press Process, choose another booking date, or change what happens with closed periods under Configuration.",
    },
    nl: {
      message: "De periode van {date} ({period}) is in iMUIS afgesloten.",
      help: "Open de periode in iMUIS en klik op Verwerken, kies een andere boekdatum, of wijzig bij Configuratie wat er met afgesloten perioden gebeurt.",
    },
  },
  VAT_TOTAL_DIFFERS: {
    detail: "total VAT {total}, lines {lines}, difference {difference}",
    en: {
      message:
        "The shop charged {total} of VAT, the lines make {lines}: a difference of {difference}, more than rounding explains.",
      help: "Check the VAT percentages of lines, shipping and costs in the shop. To book such documents with a warning instead, change the setting for VAT differences.",
    },
    nl: {
      message:
        "De winkel rekende {total} btw, de regels maken {lines}: een verschil van {difference}, meer dan afronding verklaart.",
      help: "Controleer de btw-percentages van regels, verzending en kosten in de winkel. Wijzig de instelling voor btw-verschillen om zulke documenten met een waarschuwing te boeken.",
    },
  },
  SOURCE_NOT_FOUND: {
    detail: "",
    en: {
      message: "The shop no longer has this document.",
      help: "It was probably deleted. If it was sold, book it by hand; else dismiss it here.",
    },
    nl: {
      message: "De winkel heeft dit document niet meer.",
      help: "Waarschijnlijk is het verwijderd. Is er verkocht, boek het dan met de hand; handel het anders hier af.",
    },
  },
  SOURCE_INVALID: {
    detail: "{path}: {text}",
    en: {
      message: "The shop sent something that cannot be read at {path}: {text}",
      help: "Open and save the document in the shop and press Process. If it stays, report the problem.",
    },
    nl: {
      message: "De winkel stuurde iets onleesbaars bij {path}: {text}",
      help: "Open het document in de winkel, sla het op en klik op Verwerken. Blijft het zo, meld dan het probleem.",
    },
  },
  NUMBER_CONFLICT: {
    detail: "{number}: {reference}",
    en: {
      message: "iMUIS already holds another sale under number {number} ({reference}).",
      help: "Look the number up in iMUIS. If it is this sale, dismiss the document here; else give one of the two another number.",
    },
    nl: {
      message: "In iMUIS staat al een andere verkoop onder nummer {number} ({reference}).",
      help: "Zoek het nummer op in iMUIS. Is het deze verkoop, handel het document dan hier af; geef anders een van beide een ander nummer.",
    },
  },
  IMUIS_REFUSED: {
    detail: "{text}",
    en: {
      message: "iMUIS refused the booking: {text}",
      help: "Mend what iMUIS names, mostly an account, code or debtor, and press Process. Nothing was booked.",
    },
    nl: {
      message: "iMUIS weigerde de boeking: {text}",
      help: "Verhelp wat iMUIS noemt, meestal een rekening, code of debiteur, en klik op Verwerken. Er is niets geboekt.",
    },
  },
  IMUIS_LOGIN_FAILED: {
    detail: "{text}",
    en: {
      message: "iMUIS refused the login: {text}",
      help: "Connect again with a new environment code. What waited is then offered again by itself.",
    },
    nl: {
      message: "iMUIS weigerde de aanmelding: {text}",
      help: "Verbind opnieuw met een nieuwe omgevingscode. Wat wachtte wordt daarna vanzelf opnieuw aangeboden.",
    },
  },
  CCV_CREDENTIALS_INVALID: {
    detail: "{text}",
    en: {
      message: "CCV Shop refused the keys of the app: {text}",
      help: "Open the app from the App Store of the shop to renew the keys. What waited is then offered again by itself.",
    },
    nl: {
      message: "CCV Shop weigerde de sleutels van de app: {text}",
      help: "Open de app vanuit de App Store van de winkel om de sleutels te vernieuwen. Wat wachtte wordt daarna vanzelf opnieuw aangeboden.",
    },
  },
  GAVE_UP: {
    detail: "{attempts}: {cause}",
    en: {
      message: "Given up after {attempts} attempts. The last cause: {cause}",
      help: "Press Process to try again. If it keeps failing, report the problem.",
    },
    nl: {
      message: "Opgegeven na {attempts} pogingen. De laatste oorzaak: {cause}",
      help: "Klik op Verwerken om het opnieuw te proberen. Blijft het mislukken, meld dan het probleem.",
    },
  },
};
