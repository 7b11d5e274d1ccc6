import type { Language } from "./vocabulary.ts";

/**
 * What the product itself says of a failure is written once, in English, for logs and the API. A Dutch reader gets it in
 * Dutch from this table, an English one gets what is a name or a measure of ours in words. Words of a vendor stand in it as
 * they came: they are quoted, not ours.
 */
const ENGLISH: readonly (readonly [pattern: RegExp, english: string])[] = [
  [/\bwithin (\d+)000 ms/, "within $1 seconds"],
  [/^not-booked$/, "not in iMUIS"],
  [/^booked$/, "in iMUIS"],
  [/^(order|invoice)\/(\d+)$/, "$1 $2"],
];

const DUTCH: readonly (readonly [pattern: RegExp, dutch: string])[] = [
  // Sending a request at all.
  [/redirect \((\d+)\) not followed/, "een doorverwijzing ($1) wordt niet gevolgd"],
  [/the answer is larger than (\d+) bytes/, "het antwoord is groter dan $1 bytes"],
  [/no answer within (\d+)000 ms/, "geen antwoord binnen $1 seconden"],
  [/no answer within (\d+) ms/, "geen antwoord binnen $1 ms"],
  [/network error: .*/, "netwerkfout"],
  [/^no answer$/, "geen antwoord"],
  [
    /The connection does not answer; it is tried again now and then\./,
    "De verbinding geeft geen antwoord; zij wordt af en toe opnieuw geprobeerd.",
  ],
  // iMUIS.
  [/^iMUIS refused without saying why/, "iMUIS weigerde zonder te zeggen waarom"],
  [/^iMUIS refused the login without saying why/, "iMUIS weigerde de aanmelding zonder reden"],
  [/^iMUIS answered nothing readable for (\w+)/, "iMUIS gaf voor $1 geen leesbaar antwoord"],
  [/^iMUIS answered a login without a session/, "iMUIS gaf een aanmelding zonder sessie"],
  [/^iMUIS answered an entry without its key/, "iMUIS gaf een boeking zonder kenmerk"],
  [/^iMUIS answered a debtor without its number/, "iMUIS gaf een debiteur zonder nummer"],
  [/^iMUIS answered an order without its number/, "iMUIS gaf een order zonder nummer"],
  [/^iMUIS answered a product without its key/, "iMUIS gaf een artikel zonder kenmerk"],
  [/^iMUIS \((\w+)\) answered (\d+)/, "iMUIS ($1) antwoordde $2"],
  [/the records have no METADATA/, "de gegevens hebben geen METADATA"],
  [
    /(\d+) records came where (\d+) were announced/,
    "er kwamen $1 regels waar er $2 aangekondigd waren",
  ],
  [/the records are empty/, "de gegevens zijn leeg"],
  [/the records are no dataset/, "de gegevens zijn geen dataset"],
  [/there are more than (\d+) pages/, "er zijn meer dan $1 pagina's"],
  [/a row has no number/, "een regel heeft geen nummer"],
  [/a row lacks a number, a date or an amount/, "een regel mist een nummer, datum of bedrag"],
  [/a row lacks a debtor or a date/, "een regel mist een debiteur of datum"],
  [/the XML is too large/, "de XML is te groot"],
  [/the XML holds a DOCTYPE/, "de XML heeft een DOCTYPE"],
  [/this is no well-formed XML/, "dit is geen geldige XML"],
  [/the XML is empty/, "de XML is leeg"],
  [/the XML cannot be read/, "de XML is niet te lezen"],
  [/the answer is no SOAP envelope/, "het antwoord is geen SOAP-bericht"],
  [/SOAP fault: /, "SOAP-fout: "],
  [/no answer to (\w+)/, "geen antwoord op $1"],
  [
    /country (\w*) is not in iMUIS \(table LAND\); the card has none/,
    "land $1 staat niet in iMUIS (tabel LAND); de kaart heeft er geen",
  ],
  // CCV Shop.
  [/^CCV Shop answered (\d+) without JSON/, "CCV Shop antwoordde $1 zonder JSON"],
  [/^CCV Shop answered (\d+ \([^)]*\)|\d+) (.+)$/, "CCV Shop antwoordde $1: “$2”"],
  [/^CCV Shop answered (\d+)/, "CCV Shop antwoordde $1"],
  [/is not a number$/, "is geen getal"],
  [/is not an id$/, "is geen nummer"],
  [/is not true or false$/, "is geen ja of nee"],
  [/is not a time$/, "is geen tijdstip"],
  [/is not valid$/, "klopt niet"],
  [/Invalid input: expected (\w+), received (\w+)/, "verwacht werd “$1”, gekregen “$2”"],
  // Credentials.
  [/^the shop is not connected$/, "de winkel is niet verbonden"],
  [/^iMUIS is not connected$/, "iMUIS is niet verbonden"],
  [/^not connected or not configured$/, "niet verbonden of niet ingesteld"],
  [
    /^the sealed value .*|^the key ".*" is not in CREDENTIALS_KEYS$/,
    "de bewaarde sleutel is niet te openen",
  ],
  [/^the queue could not deliver it$/, "de wachtrij kon het niet afleveren"],
  // What became of a document.
  [/^found in the books$/, "gevonden in iMUIS"],
  [/^in the books as (.+)$/, "staat in iMUIS als $1"],
  [/^not-booked$/, "staat niet in iMUIS"],
  [/^booked$/, "staat in iMUIS"],
  [/^order\/(\d+)$/, "bestelling $1"],
  [/^invoice\/(\d+)$/, "factuur $1"],
  [/^format$/, "schrijfwijze"],
  [/cancelled in the shop/, "geannuleerd in de winkel"],
  [/deleted in the shop/, "verwijderd uit de winkel"],
  [/total (\S+) became (\S+)/, "totaal $1 werd $2"],
  [/number (\S*) became (\S*)/, "nummer $1 werd $2"],
  [/another customer or name/, "andere klant of naam"],
  [/lines, addresses or VAT were changed/, "regels, adressen of btw gewijzigd"],
];

/** The same in the language of the reader; what is in no table stays as it is. */
export function ownWords(text: string, language: Language): string {
  const table = language === "en" ? ENGLISH : DUTCH;
  return table.reduce((worded, [pattern, words]) => worded.replace(pattern, words), text);
}

/** Figures that hold words of ours or of a vendor; all others are figures. */
const WORDED = new Set(["text", "cause", "source", "differences"]);

const DUTCH_LINE_TYPES: Readonly<Record<string, string>> = {
  revenue: "omzet",
  shipping: "verzendkosten",
  payment: "betaalkosten",
};

function ownFigure(name: string, text: string, language: Language): string {
  if (name === "lineType" && language === "nl") return DUTCH_LINE_TYPES[text] ?? text;
  return WORDED.has(name) ? ownWords(text, language) : text;
}

/** Figures of a message, in the language of the reader. */
export function ownFigures(
  figures: Readonly<Record<string, string>>,
  language: Language,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(figures).map(([name, text]) => [name, ownFigure(name, text, language)]),
  );
}
