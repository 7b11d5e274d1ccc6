/** What each field of the settings does, in Dutch, under the field's name in the texts. */
export const FIELDS_NL = {
  source: {
    source:
      "Betaalde bestellingen komen pas in de boekhouding als zij betaald zijn, zonder creditnota's. Facturen komen alle, debet en credit, zodra zij gemaakt zijn.",
    target:
      "Een financiële boeking is een journaalpost per document. Een verkooporder moet u in iMUIS zelf nog factureren.",
    homeCountry:
      "Bepaalt wat binnenland is, en welke tarieven vooraf zijn ingevuld. Een levering zonder btw naar een land buiten de EU is Internationaal.",
    vatNumber:
      "Gaat als aanvrager mee naar VIES. Alleen dan geeft VIES bij een controle een bewijsnummer.",
    startDate:
      "Documenten van eerdere datum worden overgeslagen. Zij staan bij Overgeslagen, waar Verwerken ze toch boekt.",
    orderStatuses:
      "De nummers staan in CCV Shop bij de bestelstatussen. Een betaalde bestelling in een andere status wacht bij Open.",
  },
  journal: {
    journal: "Het dagboek in iMUIS waarin elke journaalpost komt, bijvoorbeeld 41.",
    offsetAccount:
      "De splitsingsrekening van iMUIS. Elke regel van een boeking loopt erover, en samen komen zij op nul uit.",
    roundingAccount:
      "Hierop komen centen die de winkel anders afrondt dan de regels samen zijn. Zonder rekening gaan zij bij de grootste regel.",
    maxRounding:
      "Tot zoveel cent mag het totaal van de regels afwijken. Bij een groter verschil wordt het document een fout.",
    itemGroup: "Nieuwe artikelen krijgen in iMUIS deze artikelgroep, met haar omzetrekening.",
    orderType:
      "De ordersoort in iMUIS van elke verkooporder. Zij bepaalt of prijzen inclusief zijn.",
    shippingMethod:
      "De verzendwijze in iMUIS van elke verkooporder. Zij heeft een leveringsconditie en een orderwijze nodig.",
    paymentCondition: "Komt op de kaart van elke debiteur die wordt aangemaakt.",
    controlAccount:
      "De rekening waarop nieuwe debiteuren in de balans samenkomen, meestal 1300 Debiteuren.",
  },
  vat: {
    percentage:
      "Het percentage waarmee de winkel verkoopt. Het officiële tarief is vooraf ingevuld en aan te passen.",
    validFrom:
      "Voor een tarief dat wijzigt: vanaf deze boekdatum geldt deze regel. Leeg: altijd al.",
    vatCode:
      "De code in iMUIS met hetzelfde percentage. Geef btw van een ander land een eigen code, anders komt zij in de Nederlandse aangifte.",
    revenue: "De grootboekrekening voor verkochte artikelen, toeslagen en kortingen.",
    shipping: "De grootboekrekening voor verzendkosten.",
    payment: "De grootboekrekening voor de kosten van de betaalwijze.",
  },
  payment: {
    own: "De naam zoals CCV Shop hem op een bestelling zet. Hoofdletters en streepjes tellen niet mee.",
    debtor:
      "Alle verkopen met deze betaalwijze komen op deze debiteur; er wordt dan geen nieuwe gemaakt. Zoek op nummer, naam, zoeksleutel of e-mailadres. Voor ICP geldt dit nooit.",
  },
  products: {
    productNumber: "Precies dit nummer, of met een * aan het eind alles wat zo begint.",
    productType: "De artikelsoort in CCV Shop; alle artikelen van die soort.",
    account: "De rekening voor deze artikelen, bijvoorbeeld een balansrekening voor cadeaubonnen.",
    vatCode: "De btw-code voor deze artikelen; 0 is zonder btw.",
  },
  details: {
    entryAmounts:
      "Inclusief: de regels tellen met hun btw op tot het totaal, zoals in de handleiding. Exclusief: de btw staat alleen in het btw-bedrag.",
    debtorAddress:
      "Welk adres op de kaart van een nieuwe debiteur komt. Is het leeg, dan het andere.",
    closedPeriods:
      "Wat er gebeurt als de periode in iMUIS is afgesloten: als fout vasthouden, boeken op de eerste dag van de volgende open periode, of toch boeken.",
    bookingDate:
      "De datum van het document, of de dag waarop de betaling voor het eerst is gezien.",
    vatDifference:
      "Wijkt de btw van de regels meer af van die van de winkel dan afronding verklaart: boeken met een waarschuwing, of vasthouden als fout.",
    invoiceNumber:
      "In iMUIS bestaat een factuurnummer meestal uit cijfers. Volledig houdt ook letters en tekens.",
    entryDocument:
      "De totaalregel heeft altijd het volledige nummer; hier kiest u voor de andere regels.",
    bookingTexts:
      "De taal van omschrijvingen die geen artikelnaam zijn, zoals verzendkosten en korting.",
    markInShop:
      "Na het boeken komt op de factuur het kenmerk van iMUIS, of bij de bestelling een interne notitie.",
  },
} as const;
