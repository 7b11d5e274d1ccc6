import type { AmountRule, RateRule, TraceCode } from "./trace.ts";
import type { Language } from "./vocabulary.ts";

type Sentence = Readonly<Record<Language, string>>;

/** What made the amount of a line; `{sources}` are the fields with their values. */
export const AMOUNT_TEXTS: Readonly<Record<AmountRule, Sentence>> = {
  rowPrice: {
    en: "Price times quantity of the row ({sources})",
    nl: "Prijs maal aantal van de regel ({sources})",
  },
  rowPriceWithOptions: {
    en: "Price with options times quantity of the row ({sources})",
    nl: "Prijs met opties maal aantal van de regel ({sources})",
  },
  rowPriceStripped: {
    en: "Price times quantity of the row, the VAT that was not charged taken out ({sources})",
    nl: "Prijs maal aantal van de regel, de niet berekende btw eruit gehaald ({sources})",
  },
  shipping: { en: "Shipping costs ({sources})", nl: "Verzendkosten ({sources})" },
  shippingStripped: {
    en: "Shipping costs, the VAT that was not charged taken out ({sources})",
    nl: "Verzendkosten, de niet berekende btw eruit gehaald ({sources})",
  },
  paymentCosts: {
    en: "Both costs of the payment method together ({sources})",
    nl: "Beide kosten van de betaalwijze samen ({sources})",
  },
  paymentCostsStripped: {
    en: "Both costs of the payment method, the VAT that was not charged taken out ({sources})",
    nl: "Beide kosten van de betaalwijze, de niet berekende btw eruit gehaald ({sources})",
  },
  extraCosts: { en: "Extra costs ({sources})", nl: "Extra kosten ({sources})" },
  extraCostsStripped: {
    en: "Extra costs, the VAT that was not charged taken out ({sources})",
    nl: "Extra kosten, de niet berekende btw eruit gehaald ({sources})",
  },
  creditPoints: {
    en: "Credit points with the sign as sent ({sources})",
    nl: "Spaarpunten met het teken zoals gestuurd ({sources})",
  },
  creditPointsOpposite: {
    en: "Credit points with the opposite sign, as only that fits the total ({sources})",
    nl: "Spaarpunten met het omgekeerde teken, omdat alleen dat met het totaal klopt ({sources})",
  },
  discountShare: {
    en: "Share of the discount, in proportion to the rows at this rate ({sources})",
    nl: "Deel van de korting, naar verhouding van de regels met dit tarief ({sources})",
  },
  roundingDifference: {
    en: "Difference between the total and the lines ({sources})",
    nl: "Verschil tussen het totaal en de regels ({sources})",
  },
};

/** What made the percentage of a line. */
export const RATE_TEXTS: Readonly<Record<RateRule, Sentence>> = {
  asSent: { en: "the percentage as sent", nl: "het percentage zoals gestuurd" },
  fractionTimesHundred: {
    en: "the percentage was sent as a fraction and counts times 100",
    nl: "het percentage is als fractie gestuurd en telt maal 100",
  },
  icpZero: { en: "intra-Community supplies are 0%", nl: "intracommunautaire leveringen zijn 0%" },
  internationalZero: { en: "exports are 0%", nl: "export is 0%" },
  shippingPercentage: {
    en: "the percentage of the shipping costs",
    nl: "het percentage van de verzendkosten",
  },
  highestOfCountry: {
    en: "the highest percentage configured for the country",
    nl: "het hoogste percentage dat voor het land is ingesteld",
  },
  highestOfRows: {
    en: "the highest percentage among the rows",
    nl: "het hoogste percentage van de regels",
  },
  marginZero: { en: "0%, as no row carries VAT", nl: "0%, omdat geen regel btw heeft" },
  noVat: { en: "no VAT", nl: "geen btw" },
};

/** One sentence per decision about the document. */
export const STEP_TEXTS: Readonly<Record<TraceCode, Sentence>> = {
  treatmentDomestic: {
    en: "Domestic: delivered in {country}.",
    nl: "Binnenland: geleverd in {country}.",
  },
  treatmentOtherEuCountry: {
    en: "Delivered in {country}, another EU country, with the VAT rates of that country's settings.",
    nl: "Geleverd in {country}, een ander EU-land, met de btw-tarieven van de instellingen voor dat land.",
  },
  treatmentIcp: {
    en: "Intra-Community supply, as the shop marked it; 0% VAT.",
    nl: "Intracommunautaire levering, zoals de winkel aangaf; 0% btw.",
  },
  treatmentInternational: {
    en: "Export: delivered in {country}, outside the EU, and no VAT was charged.",
    nl: "Export: geleverd in {country}, buiten de EU, en er is geen btw berekend.",
  },
  treatmentPlatform: {
    en: "Sale through a platform, booked on the codes of {country}.",
    nl: "Verkoop via een platform, geboekt op de codes van {country}.",
  },
  marginSale: {
    en: "No row carries VAT: a margin sale or a shop without VAT; payment costs carry none either.",
    nl: "Geen regel heeft btw: margeverkoop of een winkel zonder btw; ook de betaalkosten hebben geen btw.",
  },
  countryFromDelivery: {
    en: "Delivery country {country} from the delivery address.",
    nl: "Land van levering {country} uit het afleveradres.",
  },
  countryFromBilling: {
    en: "Delivery country {country} from the billing address, as the delivery address has none.",
    nl: "Land van levering {country} uit het factuuradres, omdat het afleveradres er geen heeft.",
  },
  countryFromHome: {
    en: "Delivery country {country}, the shop's own, as no address has one.",
    nl: "Land van levering {country}, dat van de winkel, omdat geen adres er een heeft.",
  },
  countryFromPickup: {
    en: "Delivery country {country}, the shop's own, as the customer picked it up.",
    nl: "Land van levering {country}, dat van de winkel, omdat de klant afhaalde.",
  },
  paymentMethodConfigured: {
    en: "Payment method {name}, as configured ({sent}).",
    nl: "Betaalwijze {name}, zoals ingesteld ({sent}).",
  },
  paymentMethodKeyword: {
    en: "Payment method {name}, from the words in {sent}.",
    nl: "Betaalwijze {name}, uit de woorden in {sent}.",
  },
  paymentMethodDefault: {
    en: "Payment method default: {sent} is not known.",
    nl: "Betaalwijze default: {sent} is niet bekend.",
  },
  debtorFixed: {
    en: "Fixed debtor {debtor} ({setting}).",
    nl: "Vaste debiteur {debtor} ({setting}).",
  },
  debtorOwn: {
    en: "The customer's own debtor, looked up by {keys}.",
    nl: "De eigen debiteur van de klant, gezocht op {keys}.",
  },
  debtorNew: {
    en: "A debtor of its own: without e-mail address nothing can be looked up.",
    nl: "Een eigen debiteur: zonder e-mailadres valt er niets op te zoeken.",
  },
  debtorOwnBecauseIcp: {
    en: "The customer's own debtor and not {debtor} ({setting}), since this is an intra-Community supply.",
    nl: "De eigen debiteur van de klant en niet {debtor} ({setting}), omdat dit een intracommunautaire levering is.",
  },
  dateCreated: {
    en: "Booking date {date}: the date of the document.",
    nl: "Boekdatum {date}: de datum van het document.",
  },
  datePaid: {
    en: "Booking date {date}: the day it was first seen paid.",
    nl: "Boekdatum {date}: de dag waarop de betaling voor het eerst werd gezien.",
  },
  dateByPerson: {
    en: "Booking date {date}: chosen by a person.",
    nl: "Boekdatum {date}: door een persoon gekozen.",
  },
  dateMoved: {
    en: "Moved from {from} to {to}, the next open period.",
    nl: "Verplaatst van {from} naar {to}, de volgende open periode.",
  },
  creditAsSent: {
    en: "Credit invoice with negative amounts, booked as they are.",
    nl: "Creditfactuur met negatieve bedragen, zo geboekt.",
  },
  creditMirrored: {
    en: "Credit invoice with positive amounts, every amount mirrored.",
    nl: "Creditfactuur met positieve bedragen, elk bedrag omgekeerd.",
  },
  creditLinesMirrored: {
    en: "Credit invoice whose lines had the sign opposite to their total; the lines were mirrored.",
    nl: "Creditfactuur waarvan de regels het tegengestelde teken van het totaal hadden; de regels zijn omgekeerd.",
  },
  totalCheck: {
    en: "Total {total}, lines {lines}: difference {difference}, allowed {allowed}.",
    nl: "Totaal {total}, regels {lines}: verschil {difference}, toegestaan {allowed}.",
  },
  vatAligned: {
    en: "The VAT of the lines was moved by {difference} to the {total} that the shop charged.",
    nl: "De btw van de regels is met {difference} verschoven naar de {total} die de winkel rekende.",
  },
  vatLeftAsIs: {
    en: "The VAT of the lines differs by {difference} from the {total} that the shop charged, and was left so.",
    nl: "De btw van de regels wijkt {difference} af van de {total} die de winkel rekende, en is zo gelaten.",
  },
  discountInLines: {
    en: "The discount was not booked: the total fits only without it, so it is in the prices.",
    nl: "De korting is niet geboekt: het totaal klopt alleen zonder, dus zit zij in de prijzen.",
  },
  discountMirrored: {
    en: "The discount was taken with the sign of the credit, as only that fits the total.",
    nl: "De korting is met het teken van de creditering genomen, omdat alleen dat met het totaal klopt.",
  },
  creditPointsOpposite: {
    en: "The credit points were taken with the opposite sign, as only that fits the total.",
    nl: "De spaarpunten zijn met het omgekeerde teken genomen, omdat alleen dat met het totaal klopt.",
  },
  rowPriceOther: {
    en: "The other price of the rows was taken, as only that fits the total.",
    nl: "De andere prijs van de regels is genomen, omdat alleen die met het totaal klopt.",
  },
  chargesStripped: {
    en: "VAT that was not charged was taken out of: {which}, as only that fits the total.",
    nl: "Niet berekende btw is gehaald uit: {which}, omdat alleen dat met het totaal klopt.",
  },
  statedTotalDiffers: {
    en: "The shop also states {stated}, where {expected} was expected.",
    nl: "De winkel noemt ook {stated}, waar {expected} werd verwacht.",
  },
  roundingOnAccount: {
    en: "The difference of {difference} was booked on account {account}, without VAT.",
    nl: "Het verschil van {difference} is op rekening {account} geboekt, zonder btw.",
  },
  roundingOnLine: {
    en: "The difference of {difference} was added to the largest line, {line}; its VAT stayed.",
    nl: "Het verschil van {difference} is bij de grootste regel geteld, {line}; de btw ervan bleef.",
  },
  roundingLeftOut: {
    en: "The difference of {difference} has no place in a sales order.",
    nl: "Het verschil van {difference} heeft geen plaats in een verkooporder.",
  },
  zeroTotalByPerson: {
    en: "The total is 0.00; a person wanted it booked.",
    nl: "Het totaal is 0,00; een persoon wilde het geboekt hebben.",
  },
  cancelledByPerson: {
    en: "The order was cancelled; a person wanted it booked.",
    nl: "De bestelling was geannuleerd; een persoon wilde toch boeken.",
  },
  vatNumberAccepted: {
    en: "VAT number {vatNumber} accepted by {by} on own evidence: {reason}",
    nl: "Btw-nummer {vatNumber} door {by} aanvaard op eigen bewijs: {reason}",
  },
  vatNumberValid: {
    en: "VAT number {vatNumber} is valid in VIES ({requestDate}, consultation number {consultationNumber}).",
    nl: "Btw-nummer {vatNumber} is geldig in VIES ({requestDate}, raadplegingsnummer {consultationNumber}).",
  },
  vatNumberInvalidOnCredit: {
    en: "VAT number {vatNumber} is not valid in VIES, but this is a credit.",
    nl: "Btw-nummer {vatNumber} is niet geldig in VIES, maar dit is een creditering.",
  },
  vatNumberChecksumFailed: {
    en: "The check digit of {vatNumber} is wrong, but VIES knows the number.",
    nl: "Het controlecijfer van {vatNumber} klopt niet, maar VIES kent het nummer.",
  },
};
