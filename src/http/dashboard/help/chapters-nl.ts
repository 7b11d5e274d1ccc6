import type { Chapter } from "./chapter.ts";
import { FROM_SHOP_NL } from "./from-shop-nl.ts";
import { SETTINGS_NL } from "./settings-nl.ts";
import { TO_IMUIS_NL } from "./to-imuis-nl.ts";

/** The manual in our own words, in Dutch. */
export const CHAPTERS_NL: readonly Chapter[] = [
  {
    id: "introduction",
    title: "Inleiding",
    lead: "Wat de koppeling doet, en wat niet.",
    sections: [
      {
        id: "what",
        title: "Wat de koppeling doet",
        paragraphs: [
          "De koppeling boekt betaalde bestellingen of facturen uit uw CCV Shop in King/iMUIS, als journaalpost of als verkooporder. U typt dus niets meer over.",
          "Elk document wordt precies één keer geboekt. Is van een boeking niet zeker of iMUIS haar heeft ontvangen, dan wordt er eerst gekeken voordat er iets opnieuw wordt verstuurd.",
        ],
      },
      {
        id: "what-not",
        title: "Wat de koppeling niet doet",
        paragraphs: [],
        points: [
          "Zij werkt geen klanten, artikelen of voorraad bij en drukt geen pakbonnen af.",
          "Zij vervangt uw accountant niet: die blijft nodig voor advies en controle.",
          "Zij verstuurt geen facturen vanuit iMUIS: zij maakt een boeking of een order.",
        ],
      },
      {
        id: "trial",
        title: "Proefperiode en opzeggen",
        paragraphs: [
          "De proefperiode loopt tot de eerste dag van de maand na de aanvraag. Er stopt niets vanzelf.",
          "Opzeggen doet u door de app in de App Store van uw winkel te verwijderen. Uw toegangsgegevens worden dan gewist, de geschiedenis blijft leesbaar. Tijdelijk stoppen kan bij Profiel.",
        ],
      },
    ],
  },
  {
    id: "how-it-works",
    title: "Hoe het werkt",
    lead: "Van bericht van de winkel tot boeking.",
    sections: [
      {
        id: "way",
        title: "De weg van een document",
        paragraphs: [
          "De winkel stuurt een bericht zodra een bestelling is betaald of een factuur is gemaakt. De koppeling haalt het document dan zelf op, controleert het en boekt het.",
          "Elke nacht zoekt de koppeling bovendien naar documenten waarvan geen bericht kwam, en bekijkt zij opnieuw wat open staat.",
        ],
      },
      {
        id: "checks",
        title: "Controles vooraf",
        paragraphs: ["Voor het boeken wordt gekeken:"],
        points: [
          "of het totaal gelijk is aan de som van de regels, verzendkosten en andere kosten;",
          "bij ICP: of het btw-nummer van de klant geldig is;",
          "of voor elk btw-tarief een btw-code is ingesteld;",
          "of het document niet al is geboekt.",
        ],
      },
      {
        id: "booking",
        title: "Boeken",
        paragraphs: [
          "Een klant die al bekend is in iMUIS wordt gebruikt, gezocht op e-mailadres. Anders wordt een debiteur aangemaakt. Bestaande debiteuren en artikelen worden nooit gewijzigd.",
          "Bij verkooporders worden ontbrekende artikelen aangemaakt in de gekozen artikelgroep, met het btw-tarief van de regel.",
          "Een document dat na het boeken in de winkel wordt gewijzigd, wordt in iMUIS niet aangepast. U krijgt er een waarschuwing van.",
        ],
      },
      {
        id: "orders-or-invoices",
        title: "Bestellingen of facturen?",
        paragraphs: [
          "Betaalde bestellingen: wat niet is betaald komt niet in de boekhouding. Creditnota's komen niet mee.",
          "Facturen: alle facturen, debet en credit, worden meteen geboekt, ook als ze nog niet zijn betaald.",
        ],
      },
    ],
  },
  {
    id: "environment-code",
    title: "De omgevingscode van iMUIS",
    lead: "Waarmee de koppeling in uw administratie mag.",
    sections: [
      {
        id: "online",
        title: "iMUIS Online",
        paragraphs: [
          "Per administratie is een abonnement op de module iMUIS Online Cloudswitch nodig. De accountant zet die aan bij Gebruikersbeheer, of u neemt het abonnement zelf.",
          "Ga in iMUIS Online naar Beheer → Mijn gegevens / Abonnement / Koppelingen, tabblad Koppelingen, en klik bij partner webwinkelfacturen op Koppelen. Kopieer de omgevingscode die dan verschijnt.",
        ],
      },
      {
        id: "windows",
        title: "iMUIS Business Software (Windows)",
        paragraphs: [
          "Nodig is een licentie voor iMUIS Online, bereikbaar op uw eigen server. De code maakt u daar op dezelfde plaats.",
        ],
      },
      {
        id: "sales-orders",
        title: "Extra voor verkooporders",
        paragraphs: ["Zet vooraf in iMUIS klaar:"],
        points: [
          "artikelgroep 29, met de omzetrekening;",
          "ordersoort webshoporder;",
          "verzendwijze Verzendkosten, met een standaard leveringsconditie en voorkeur voor de orderwijze, gekoppeld aan die ordersoort.",
        ],
      },
    ],
  },
  SETTINGS_NL,
  FROM_SHOP_NL,
  TO_IMUIS_NL,
  {
    id: "support",
    title: "Ontbrekende documenten en hulp",
    lead: "Stap voor stap zoeken, en hoe u ons bereikt.",
    sections: [
      {
        id: "missing",
        title: "Een document ontbreekt in iMUIS",
        paragraphs: ["Zoek het nummer in het zoekveld bovenaan. Dan ziet u waar het staat:"],
        points: [
          "Fouten: lees de oorzaak, los haar op en klik op Verwerken. Lukt het niet, klik op Probleem melden. Bij veel gelijke fouten is één melding genoeg.",
          "Rapport: het is geboekt. Zoek in iMUIS op het paarse kenmerk.",
          "Open: het wacht nog. Er staat waarop, en wanneer er opnieuw wordt gekeken.",
          "Overgeslagen: het is met opzet niet geboekt. Verwerken boekt het toch.",
          "Nergens: laat het op de zoekpagina in de winkel opzoeken.",
        ],
      },
      {
        id: "colours",
        title: "De knoppen",
        paragraphs: [],
        points: [
          "Geel, Meer info: wat er aan de hand is en wat u eraan doet.",
          "Blauw, Verwerken: het document opnieuw beoordelen en boeken.",
          "Rood, Probleem melden: ons alles sturen wat nodig is om te helpen.",
          "Groen, Vraag het ons: elke andere vraag.",
        ],
      },
      {
        id: "contact",
        title: "Ons bereiken",
        paragraphs: [
          "Met Probleem melden of Vraag het ons, of per mail: webcare@webwinkelfacturen.nl. Vermeld in een mail uw licentiesleutel (zie Profiel), nummer en datum van het document, de foutmelding, en bij het instellen de stap.",
          "Wij installeren de koppeling ook voor u, voor € 39,50 exclusief btw. Vraag het per mail; toegang tot de winkel en de boekhouding is daarvoor nodig.",
        ],
      },
      {
        id: "migration",
        title: "Documenten uit het verleden",
        paragraphs: [
          "Bij Migratie boekt u een periode van vóór de koppeling. Probeer haar eerst zonder te boeken; u ziet dan hoeveel er geboekt zou worden en hoeveel niet.",
        ],
      },
    ],
  },
];
