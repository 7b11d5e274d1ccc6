import type { Language } from "../../domain/vocabulary.ts";

/** The terms an owner accepts before the first document is booked (manual chapter 4). A changed text needs a new version. */

export const TERMS_VERSION = "2026-11-01";

/** The same terms in both languages. */
export const TERMS: Readonly<Record<Language, readonly string[]>> = {
  nl: [
    "Algemene voorwaarden van de koppeling tussen CCV Shop en King/iMUIS",
    "1. Deze voorwaarden berusten op de algemene ICT-voorwaarden van de branchevereniging en op de Algemene verordening gegevensbescherming.",
    "2. De koppeling leest bestellingen, facturen en wat daarbij hoort uit de webwinkel en boekt ze in de administratie van de eigenaar.",
    "3. Zij vervangt geen accountant. De eigenaar controleert wat er wordt geboekt en blijft verantwoordelijk voor de administratie en de aangiften.",
    "4. De proefperiode eindigt op de eerste dag van de maand na de aanvraag.",
    "5. Persoonsgegevens van klanten van de winkel worden alleen verwerkt om hun bestellingen en facturen te boeken, namens en in opdracht van de eigenaar.",
    "6. Toegangsgegevens worden versleuteld bewaard en gewist zodra de app uit de winkel wordt verwijderd. Wat geboekt is blijft zichtbaar zolang de wet dat eist.",
    "7. De eigenaar kan de koppeling altijd stoppen, in het dashboard of door de app uit de winkel te verwijderen.",
  ],
  en: [
    "General terms of the connection between CCV Shop and King/iMUIS",
    "1. These terms are based on the general ICT terms of the Dutch trade organisation and on the General Data Protection Regulation.",
    "2. The connection reads orders, invoices and what belongs to them from the web shop and books them in the owner's administration.",
    "3. It does not replace an accountant. The owner checks what is booked and remains responsible for the administration and for tax returns.",
    "4. The trial period ends on the first day of the month after the request.",
    "5. Personal data of the shop's customers is processed only to book their orders and invoices, on the owner's behalf and instruction.",
    "6. Credentials are stored encrypted and are erased when the app is removed from the shop. What was booked stays visible for as long as the law demands.",
    "7. The owner can stop the connection at any time, in the dashboard or by removing the app from the shop.",
  ],
};

/** As the API gives it. */
export const TERMS_TEXT = TERMS.en.join("\n").replace("\n", "\n\n");
