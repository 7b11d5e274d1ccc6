interface ProblemFigures {
  readonly vatCode: string;
  readonly actual: string;
  readonly expected: string;
}

const dutch = (percentage: string) => percentage.replace(".", ",");

/** The settings: names of the fields and what they mean. */
export const settings = {
  title: "Configuratie",
  lead: "De instellingen zoals ze nu gelden. Klik op Wijzigen om iets aan te passen.",
  notComplete: "De instellingen zijn nog niet compleet. Rond eerst het instellen af.",
  draftNotice: "Deze wijziging telt pas als ook dit onderdeel is ingevuld.",
  draftPending:
    "Niet alles hieronder geldt al: dat doet het pas als ook dit onderdeel is ingevuld. Tot dan wordt geboekt met de vorige instellingen.",
  optionsMissing:
    "De keuzelijsten van iMUIS zijn nu niet op te halen. Wat al gekozen is, blijft staan; kies de rest later.",
  sections: {
    source: "Bron en doel",
    journal: "Dagboek en rekeningen",
    vat: "Btw",
    payment: "Betaalwijzen",
    products: "Artikelregels",
    details: "Overige instellingen",
  },
  helpLink: "Uitleg",
  problems: "Past niet bij iMUIS",
  settingProblems: {
    unknown: (value: string) =>
      value === ""
        ? "bestaat niet in iMUIS of is daar geblokkeerd."
        : `${value} bestaat niet in iMUIS of is daar geblokkeerd.`,
    percentage: ({ vatCode, actual, expected }: ProblemFigures) =>
      `${vatCode} heeft in iMUIS ${dutch(actual)}%, hier staat ${dutch(expected)}%.`,
    calculation: ({ vatCode, actual, expected }: ProblemFigures) =>
      `${vatCode} rekent in iMUIS ${actual}. btw, maar boekingen gaan ${expected}. btw.`,
  },
  whatIf: {
    button: "Wat zou er veranderen?",
    title: "Wat zou er veranderen?",
    lead: (count: number) =>
      `De laatste ${count} documenten, geboekt met de huidige en met de nieuwe instellingen. Er is niets opgeslagen en niets geboekt.`,
    none: "Geen van deze documenten zou anders worden geboekt.",
    different: (count: number) =>
      `${count} ${count === 1 ? "zou" : "zouden"} anders worden geboekt`,
    line: (number: number) => `Regel ${number}`,
    fields: {
      ledgerAccount: "rekening",
      vatCode: "btw-code",
      quantity: "aantal",
      amountCents: "bedrag",
      vatCents: "btw",
      documentNumber: "boekstuk",
      description: "omschrijving",
      productNumber: "artikel",
      unitPriceExcl: "prijs",
      line: "regel",
    } as Readonly<Record<string, string>>,
    before: "Nu",
    after: "Na opslaan",
    missing:
      "Dit is pas te zien als ook dit onderdeel is ingevuld. Sla deze wijziging daarvoor op; zij geldt dan nog niet.",
    cut: "Niet alle documenten konden op tijd in de winkel worden gelezen.",
    noDocuments: "Er zijn nog geen documenten om mee te vergelijken.",
    saveAfterAll: "Toch opslaan",
  },
  source: {
    source: "Wat wordt geboekt?",
    orders: "Betaalde bestellingen",
    ordersHint:
      "Bestellingen die niet zijn betaald komen niet in de boekhouding. Let op: creditnota's komen zo niet mee.",
    invoices: "Facturen",
    invoicesHint: "Alle facturen, debet en credit, meteen na het maken en ongeacht hun status.",
    target: "Waarheen in iMUIS?",
    journal: "Financiële boeking",
    journalHint: "Eén journaalpost per document, met btw en grootboekrekening per regel.",
    salesOrders: "Verkooporder",
    salesOrdersHint:
      "Een order in iMUIS is geen factuur: factureren en versturen doet u daar zelf. Btw van andere landen kan een order niet dragen.",
    homeCountry: "Thuisland van de winkel",
    vatNumber: "Eigen btw-nummer",
    vatNumberHint:
      "Gaat mee naar VIES, zodat een controle van een klantnummer een bewijsnummer oplevert.",
    startDate: "Boeken vanaf",
    startDateHint:
      "Leeg: vanaf de dag dat de koppeling start. Oudere documenten staan bij Overgeslagen.",
    orderStatuses: "Alleen bij deze bestelstatussen",
    orderStatusesHint: "Nummers uit CCV Shop, met komma's. Leeg: elke betaalde bestelling.",
  },
  journal: {
    journal: "Dagboek",
    offsetAccount: "Tegenrekening (splitsingsrekening)",
    offsetHint:
      "Houdt de regels van een boeking bij elkaar en komt altijd op nul uit. Vooraf ingevuld met de splitsingsrekening van iMUIS.",
    roundingAccount: "Rekening voor afrondingsverschillen",
    roundingHint: "Leeg: de grootste regel neemt de centen op.",
    maxRounding: "Grootste afrondingsverschil in centen",
    maxRoundingHint: "Een groter verschil wordt een fout. 0: geen enkel verschil.",
    paymentCondition: "Betalingsconditie van nieuwe debiteuren",
    controlAccount: "Debiteurenrekening van nieuwe debiteuren",
    prerequisites: "Wat er in iMUIS klaar moet staan",
    itemGroup: "Artikelgroep",
    itemGroupHint: "Nieuwe artikelen komen in deze groep; kies bij voorkeur 29.",
    orderType: "Ordersoort",
    shippingMethod: "Verzendwijze",
    present: "aanwezig in iMUIS",
    groupCheck: "Kijk daar of de omzetrekening van deze groep is ingevuld.",
    shippingCheck:
      "Kijk daar of een standaard leveringsconditie en een voorkeur voor de orderwijze zijn ingevuld, en of zij aan de ordersoort is gekoppeld.",
    missing: "ontbreekt in iMUIS",
    groupInstruction: "Maak artikelgroep 29 aan en vul daarbij de omzetrekening in.",
    typeInstruction: "Maak de ordersoort webshoporder aan.",
    shippingInstruction:
      "Maak de verzendwijze Verzendkosten aan, met een standaard leveringsconditie en een voorkeur voor de orderwijze, en koppel haar aan de ordersoort.",
  },
  vat: {
    lead: "Alle EU-landen staan hier. Stel alleen de landen in waaraan u verkoopt, en indien nodig ICP en Internationaal.",
    country: "Land",
    set: "Ingesteld",
    official: "Officiële tarieven",
    asOf: "Officiële tarieven volgens de Europese Commissie, stand",
    notSet: "niet ingesteld",
    setUp: "Instellen",
    home: "thuisland",
    remove: "Btw-instellingen verwijderen",
    removeConfirm:
      "Alle btw-instellingen verwijderen? Documenten wachten daarna tot er nieuwe instellingen zijn.",
    areas: { icp: "ICP (binnen de EU, 0%)", international: "Internationaal (buiten de EU, 0%)" },
    icpHint:
      "Voor leveringen aan bedrijven in andere EU-landen, met 0% btw. Een geldig btw-nummer van de klant is verplicht.",
    internationalHint: "Voor leveringen buiten de EU. De koppeling verwacht dan 0% btw.",
    rate: (number: number) => `Tarief ${number}`,
    anotherRate: "nog een tarief",
    percentage: "Percentage",
    validFrom: "Geldt vanaf",
    vatCode: "Btw-code",
    vatCodeEmpty: "– niet gebruikt –",
    revenue: "Omzetrekening",
    shipping: "Rekening verzendkosten",
    payment: "Rekening betaalkosten",
    rowHint:
      "Laat de btw-code leeg bij een tarief dat u niet gebruikt. Het percentage is aan te passen aan waarmee u verkoopt.",
    proposed:
      "Voorstellen zijn al gekozen waar naam en percentage in iMUIS duidelijk zijn. Controleer ze.",
    continue: "Verder naar betaalwijzen",
    sharedCode: (code: number, countries: string) =>
      `Btw-code ${code} is ingesteld voor ${countries}. Btw van een ander land hoort een eigen code te hebben, anders komt zij in de Nederlandse aangifte.`,
    needOne: "Stel minstens uw thuisland in om verder te kunnen.",
  },
  payment: {
    lead: "Koppel een betaalwijze aan een vaste debiteur als alle verkopen daarmee op die debiteur moeten komen. Er wordt dan geen nieuwe debiteur gemaakt. Voor ICP geldt dit nooit.",
    method: "Betaalwijze",
    debtor: "Debiteur",
    debtorHint:
      "Vul een debiteurnummer in, of zoek op naam, zoeksleutel of e-mailadres. Leeg: elke klant krijgt een eigen debiteur.",
    search: "Zoeken",
    searching: "Zoekt in iMUIS…",
    loggedOut:
      "U bent niet meer ingelogd. Log in een ander tabblad in en zoek dan opnieuw; wat u hier invulde blijft staan.",
    notConnected: "iMUIS is nog niet verbonden. Doe eerst die stap en zoek dan opnieuw.",
    found: "Gevonden debiteuren: kies er een",
    noneFound: "Geen debiteur gevonden.",
    unknown: "Niet (meer) te gebruiken in iMUIS: onbekend of geblokkeerd.",
    others: "Alle andere betaalwijzen (*)",
    own: "Andere naam",
  },
  products: {
    withoutVat: "0 – zonder btw",
    lead: "Artikelen die op een eigen rekening en btw-code moeten, zoals cadeaubonnen, statiegeld of margegoederen.",
    rule: (number: number) => `Artikelregel ${number}`,
    single: "Artikelregel",
    productNumber: "Artikelnummer",
    productNumberHint: "Precies, of met een * aan het eind.",
    productType: "Artikelsoort",
    account: "Rekening",
    vatCode: "Btw-code",
    rowHint: "Laat rekening leeg om een regel weg te halen.",
  },
  details: {
    entryAmounts: "Bedragen in de boeking",
    entryAmountsOptions: { incl: "inclusief btw", excl: "exclusief btw" },
    debtorAddress: "Adres van nieuwe debiteuren",
    debtorAddressOptions: { delivery: "afleveradres", billing: "factuuradres" },
    closedPeriods: "Document in een afgesloten periode",
    closedPeriodsOptions: {
      hold: "vasthouden als fout",
      nextOpen: "boeken in de eerste open periode",
      book: "toch boeken",
    },
    bookingDate: "Boekdatum",
    bookingDateOptions: { created: "datum van het document", paid: "dag van betaling" },
    vatDifference: "Btw wijkt af van het totaal van de winkel",
    vatDifferenceOptions: { book: "boeken met een waarschuwing", hold: "vasthouden als fout" },
    invoiceNumber: "Factuurnummer in iMUIS",
    invoiceNumberOptions: { digits: "alleen de cijfers", full: "volledig" },
    entryDocument: "Boekstuknummer op de regels",
    entryDocumentOptions: { manual: "alleen de cijfers", full: "volledig" },
    bookingTexts: "Taal van vaste omschrijvingen",
    bookingTextsOptions: { nl: "Nederlands", en: "Engels" },
    markInShop: "Na het boeken een aantekening in CCV Shop maken",
  },
};
