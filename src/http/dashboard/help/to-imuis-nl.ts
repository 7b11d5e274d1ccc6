import { type Chapter, entriesOf } from "./chapter.ts";

/** What is put in which field of iMUIS, in Dutch. */
export const TO_IMUIS_NL: Chapter = {
  id: "to-imuis",
  title: "Dagelijks: naar iMUIS",
  lead: "Wat er in iMUIS ontstaat, veld voor veld.",
  sections: [
    {
      id: "debtor",
      title: "De debiteur",
      paragraphs: [
        "Het eerste wat past. Passen er meer, dan gaat een niet geblokkeerde voor, dan dezelfde naam, dan het laagste nummer. Staat bij ICP een ander btw-nummer op de kaart, dan krijgt u een waarschuwing.",
      ],
      points: [
        "de vaste debiteur van de betaalwijze, behalve bij ICP;",
        "de debiteur van een eerder document van deze klant;",
        "bij ICP die met het btw-nummer;",
        "die met het e-mailadres;",
        "een nieuwe. Zonder e-mailadres en buiten ICP is dat er een per document.",
      ],
    },
    {
      id: "card",
      title: "De kaart van een nieuwe debiteur",
      paragraphs: [],
      entries: entriesOf("card", {
        key: ["Zoeksleutel (`ZKSL`)", "Vast per klant, zodat een klant niet twee keer ontstaat."],
        name: ["Naam (`NAAM`)", "Bedrijf en persoon, tot 50 tekens. Zonder naam het e-mailadres."],
        address: [
          "Adres (`STRAAT`, `HNR`, `HNRTV`, `POSTCD`, `PLAATS`, `LAND`)",
          "Afleveradres of factuuradres, zoals ingesteld; is dat leeg, dan het andere. Een huisnummer dat niet past, staat achter de straat.",
        ],
        vat: [
          "Btw (`BTWNR`, `DATBTWNR`, `BTWPL`)",
          "Het nummer, bij ICP met de datum van VIES. `I` bij ICP, `U` bij Internationaal, anders `B`.",
        ],
        other: ["Verder", "`EMAIL`, `TEL`, `KVKNR`, `BETCOND` en `SLUITREK`."],
      }),
    },
    {
      id: "total",
      title: "Financiële boeking: de totaalregel",
      paragraphs: [
        "Debet is positief, credit negatief. Totaalregel en detailregels komen samen op nul uit.",
      ],
      entries: entriesOf("total", {
        journal: ["Dagboek (`DAGB`)", "Uit uw instellingen."],
        date: [
          "Datum, boekjaar en periode (`DAT`, `JR`, `PN`)",
          "De boekdatum, in de kalender van iMUIS. Bij een afgesloten periode gebeurt wat u heeft ingesteld.",
        ],
        account: ["Rekening (`REK`)", "De debiteur."],
        offset: [
          "Tegenrekening (`TEGREK`)",
          "De splitsingsrekening. De debiteurenrekening staat op de kaart van de debiteur.",
        ],
        amount: [
          "Boekbedrag (`BEDRBOEK`)",
          "Het totaal inclusief btw. `BTW` en `BEDRBTW` zijn 0, `BETWIST` is nee.",
        ],
        invoice: ["Factuur (`FACT`)", "De cijfers van het nummer, of het hele, zoals ingesteld."],
        number: [
          "Boekstuk en omschrijving (`BOEKSTUK`, `OMSCHR`)",
          "Het hele nummer, als boekstuk tot 20 tekens.",
        ],
      }),
    },
    {
      id: "lines",
      title: "Financiële boeking: de detailregels",
      paragraphs: [
        "Eén per regel van de winkel, en voor kosten, toeslagen, kortingen en afronding. Regels van 0 vallen weg. Dagboek, datum, periode en tegenrekening zijn die van de totaalregel.",
      ],
      entries: entriesOf("lines", {
        account: [
          "Rekening en btw-code (`REK`, `BTW`)",
          "Van de btw-instellingen of een artikelregel.",
        ],
        quantity: ["Aantal (`AANT`)", "Dat van de regel; 1 voor kosten en kortingen."],
        amount: [
          "Boekbedrag en btw-bedrag (`BEDRBOEK`, `BEDRBTW`)",
          "Beide × -1; het boekbedrag inclusief btw, of exclusief als u dat instelt.",
        ],
        number: ["Boekstuk (`BOEKSTUK`)", "Als `FACT`, met een eigen instelling."],
        description: [
          "Omschrijving (`OMSCHR`)",
          "De artikelnaam tot 40 tekens, of bijvoorbeeld Verzendkosten.",
        ],
      }),
    },
    {
      id: "order",
      title: "De verkooporder",
      paragraphs: [
        "Een order is geen factuur; iMUIS verstuurt er dus ook geen. De btw berekent iMUIS zelf. Kan dat tot een ander totaal leiden, dan krijgt u een waarschuwing.",
      ],
      entries: entriesOf("order", {
        date: ["Datum en leverdatum (`DAT`, `DATLEV`)", "Beide de boekdatum."],
        number: [
          "Extern ordernummer en kenmerk (`EXTORDNR`, `KENM`)",
          "`id` van de winkel, en het nummer tot 25 tekens.",
        ],
        costs: [
          "Orderkosten (`BEDRORDKST`)",
          "Betaalkosten plus toeslagen min kortingen, exclusief btw.",
        ],
        shipping: ["Vrachtkosten (`BEDRVRACHTKST`)", "De verzendkosten, exclusief btw."],
        lines: [
          "Regels (`ART`, `OMSCHR`, `AANT`, `PRS`)",
          "Met prijs exclusief btw in vier decimalen, ook als die 0 is.",
        ],
        other: ["Verder", "`DEB`, `ORDSRT`, `VERZWZ`, en `NEGAANT` bij een negatief aantal."],
      }),
    },
    {
      id: "product",
      title: "Een nieuw artikel",
      paragraphs: [
        "Alleen bij verkooporders, als het nummer in iMUIS ontbreekt. Voor kosten ontstaan geen artikelen.",
      ],
      entries: entriesOf("product", {
        number: [
          "Nummer en zoeksleutel (`NR`, `ZKSL`)",
          "Het artikelnummer, tot 20 tekens. Zonder nummer is het een fout.",
        ],
        name: ["Omschrijving (`OMSCHR`)", "De artikelnaam, tot 40 tekens."],
        vat: [
          "Btw (`BTW`)",
          "Naar het percentage van de regel: `H` (hoog) bij 21% en het hoogste van het land, `V` (verlegd) bij 0%, dus ook bij ICP en Internationaal, anders `L` (laag).",
        ],
        price: ["Prijs (`VERKPR`, `VERKPRINCL`)", "Exclusief en inclusief btw."],
        other: [
          "Verder",
          "`ARTGRP`, en `EAN` uit `sub_ean_number` of van het artikel in de winkel.",
        ],
      }),
    },
  ],
};
