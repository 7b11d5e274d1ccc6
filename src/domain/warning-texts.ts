import type { WarningCode } from "./codes.ts";
import type { Language } from "./vocabulary.ts";

/** What every warning says, in plain words and with its figures. A warned document is booked all the same. */
export const WARNING_TEXTS: Readonly<Record<WarningCode, Readonly<Record<Language, string>>>> = {
  ROUNDING_DIFFERENCE: {
    en: "The lines add up to {lines}, the total is {total}. The difference of {difference} was booked on {place}.",
    nl: "De regels zijn samen {lines}, het totaal is {total}. Het verschil van {difference} is geboekt op {place}.",
  },
  VAT_TOTAL_DIFFERS: {
    en: "The VAT of the lines is {lines}, the shop charged {total}: {difference} more than rounding explains. The lines were booked with their own VAT.",
    nl: "De btw van de regels is {lines}, de winkel rekende {total}: een verschil van {difference}, meer dan afronding verklaart. De regels zijn met hun eigen btw geboekt.",
  },
  DISCOUNT_ALREADY_IN_LINES: {
    en: "The discount of {discount} was already in the prices of the lines, so it was not booked again.",
    nl: "De korting van {discount} zat al in de prijzen van de regels en is dus niet nog eens geboekt.",
  },
  CREDIT_POINTS_SIGN_FROM_TOTAL: {
    en: "The shop sent {amount} of credit points; only with the opposite sign do the lines add up to the total, so that was booked.",
    nl: "De winkel stuurde {amount} aan spaarpunten; alleen met het omgekeerde teken kloppen de regels met het totaal, dus zo is het geboekt.",
  },
  DEBTOR_VAT_NUMBER_DIFFERS: {
    en: "Debtor {debtor} has VAT number {onCard} on its card, the document has {expected}. The card was not changed; correct it in iMUIS for the ICP return.",
    nl: "Debiteur {debtor} heeft btw-nummer {onCard} op de kaart, het document heeft {expected}. De kaart is niet gewijzigd; verbeter die in iMUIS voor de opgaaf ICP.",
  },
  NUMBER_DIGITS_REUSED: {
    en: "Another document of the shop ({other}) has the same digits {digits} in its number, so both have the same invoice number in iMUIS.",
    nl: "Een ander document van de winkel ({other}) heeft dezelfde cijfers {digits} in zijn nummer, dus beide hebben in iMUIS hetzelfde factuurnummer.",
  },
  PRODUCT_CODE_CUT: {
    en: "Product code {number}, cut at 20 characters, stands for several product codes of the shop ({other}); they are one product in iMUIS.",
    nl: "Artikelcode {number}, afgekapt op 20 tekens, staat voor meer artikelcodes van de winkel ({other}); in iMUIS zijn zij één artikel.",
  },
  ORDER_TARGET_FOREIGN_VAT: {
    en: "This order carries VAT of {country}. iMUIS calculates the VAT of a sales order itself and knows only Dutch rates; check the order before invoicing it.",
    nl: "Deze order heeft btw van {country}. iMUIS berekent de btw van een verkooporder zelf en kent alleen Nederlandse tarieven; controleer de order voordat u factureert.",
  },
  DISCOUNT_SPANS_RATES: {
    en: "The discount is spread over the rates {rates}; a sales order holds it as one amount, so iMUIS may calculate another total.",
    nl: "De korting is verdeeld over de tarieven {rates}; een verkooporder kent er maar één bedrag voor, dus iMUIS kan op een ander totaal uitkomen.",
  },
  PLATFORM_SALE: {
    en: "A sale through a platform, which may owe the VAT itself. It was booked on the VAT codes of {country}; give such sales a code of their own if needed.",
    nl: "Een verkoop via een platform, dat de btw mogelijk zelf verschuldigd is. Geboekt op de btw-codes van {country}; geef zulke verkopen zo nodig een eigen code.",
  },
  ROW_PRICE_FROM_TOTAL: {
    en: "The prices of the lines can be read in two ways; only the other one adds up to the total, so that was booked.",
    nl: "De prijzen van de regels zijn op twee manieren te lezen; alleen de andere klopt met het totaal, dus die is geboekt.",
  },
  VAT_NUMBER_COUNTRY_DIFFERS: {
    en: "VAT number {vatNumber} is from another country than the addresses ({countries}).",
    nl: "Btw-nummer {vatNumber} is van een ander land dan de adressen ({countries}).",
  },
  DEBTOR_AMBIGUOUS: {
    en: "Several debtors fit ({debtors}); {chosen} was used.",
    nl: "Meer debiteuren passen ({debtors}); {chosen} is gebruikt.",
  },
  ORDER_TOTAL_DIFFERS: {
    en: "The lines of the sales order add up to {lines} excl. VAT, the document to {total}; iMUIS will arrive at another total.",
    nl: "De regels van de verkooporder zijn samen {lines} excl. btw, het document is {total}; iMUIS komt op een ander totaal uit.",
  },
  CHANGED_AFTER_BOOKING: {
    en: "Changed in the shop after it was booked: {differences}. The booking was not changed.",
    nl: "In de winkel gewijzigd nadat het geboekt was: {differences}. De boeking is niet gewijzigd.",
  },
  IMUIS_WARNING: { en: "iMUIS remarked: {text}", nl: "iMUIS merkte op: {text}" },
};

/** The card of the debtor has no number to differ. */
export const NO_VAT_NUMBER_ON_CARD_TEXTS: Readonly<Record<Language, string>> = {
  en: "Debtor {debtor} has no VAT number on its card, the document has {expected}. The card was not changed; correct it in iMUIS for the ICP return.",
  nl: "Debiteur {debtor} heeft geen btw-nummer op de kaart, het document heeft {expected}. De kaart is niet gewijzigd; verbeter die in iMUIS voor de opgaaf ICP.",
};

/** A credit for an earlier ICP supply whose number VIES no longer knows (vat.md 1.6 rule 8). */
export const LAPSED_VAT_NUMBER_TEXTS: Readonly<Record<Language, string>> = {
  en: "VAT number {vatNumber} is no longer valid in VIES. It is a credit for an earlier supply, so it was booked; check the number on the debtor's card.",
  nl: "Btw-nummer {vatNumber} is in VIES niet meer geldig. Het is een creditering van een eerdere levering en dus geboekt; controleer het nummer op de kaart van de debiteur.",
};
