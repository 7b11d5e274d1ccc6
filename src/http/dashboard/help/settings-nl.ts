import type { Chapter } from "./chapter.ts";

/** An explanation of each part of the settings, in Dutch. */
export const SETTINGS_NL: Chapter = {
  id: "settings",
  title: "De instellingen",
  lead: "Wat elke instelling doet.",
  sections: [
    {
      id: "source",
      title: "Bron en doel",
      paragraphs: [
        "De bron bepaalt wat wordt geboekt: betaalde bestellingen of facturen. Het doel bepaalt als wat: een financiële boeking of een verkooporder.",
        "Het eigen btw-nummer gaat mee naar VIES, zodat elke controle een bewijsnummer oplevert. De startdatum voorkomt dat oude documenten worden geboekt.",
      ],
    },
    {
      id: "journal",
      title: "Dagboek en rekeningen",
      paragraphs: [
        "Het dagboek is waarin journaalposten komen. De tegenrekening is de splitsingsrekening van iMUIS: zij houdt de regels bij elkaar en komt altijd op nul uit.",
        "Centen verschil tussen de winkel en de regels komen op de rekening voor afrondingsverschillen, tot het bedrag dat u toestaat. Alles daarboven is een fout.",
      ],
    },
    {
      id: "vat",
      title: "Btw",
      paragraphs: [
        "Per land en percentage kiest u de btw-code en de rekeningen voor omzet, verzendkosten en betaalkosten. Stel alleen de landen in waaraan u verkoopt.",
        "Verkoopt u in een ander land met een ander percentage dan het officiële, pas dan het percentage aan. Gebruik voor een ander land niet dezelfde btw-code als voor Nederland: anders komt die btw in uw Nederlandse aangifte.",
        "ICP is voor bedrijven in andere EU-landen, met 0% en een geldig btw-nummer. Internationaal is voor leveringen buiten de EU, met 0%.",
        "Een nieuw tarief kan een datum hebben vanaf wanneer het geldt.",
      ],
    },
    {
      id: "payment",
      title: "Betaalwijzen",
      paragraphs: [
        "Een betaalwijze met een vaste debiteur boekt alle verkopen daarmee op die debiteur; er wordt dan geen nieuwe gemaakt. Hoofdletters en streepjes in de naam tellen niet mee.",
        "Voor ICP geldt dit nooit: daar hoort altijd de klant zelf bij.",
      ],
    },
    {
      id: "products",
      title: "Artikelregels",
      paragraphs: [
        "Cadeaubonnen, statiegeld en margegoederen kunnen op een eigen rekening en btw-code. Een artikelnummer geldt precies, of met een * aan het eind voor alles wat zo begint.",
      ],
    },
    {
      id: "details",
      title: "Overige instellingen",
      paragraphs: [
        "Bedragen inclusief of exclusief btw, het adres van nieuwe debiteuren, wat er gebeurt bij een afgesloten periode, de boekdatum, de schrijfwijze van nummers en de taal van vaste omschrijvingen. De standaard volgt de handleiding.",
      ],
    },
    {
      id: "what-if",
      title: "Wat zou er veranderen?",
      paragraphs: [
        "Voor het opslaan kunt u zien welke van de laatste documenten met de nieuwe instellingen anders zouden worden geboekt. Er wordt dan niets opgeslagen en niets geboekt.",
      ],
    },
  ],
};
