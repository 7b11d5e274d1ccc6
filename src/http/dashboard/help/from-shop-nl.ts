import { type Chapter, entriesOf } from "./chapter.ts";

/** Which field of CCV Shop gives which value, in Dutch. */
export const FROM_SHOP_NL: Chapter = {
  id: "from-ccv-shop",
  title: "Dagelijks: van CCV Shop",
  lead: "Welk veld van de winkel waarvoor dient.",
  sections: [
    {
      id: "head",
      title: "De bestelling of factuur",
      paragraphs: [
        "Een bestelling is aan de beurt als zij afgerond (`is_completed`) en betaald (`paid`) is, niet geannuleerd, en haar `status` bij uw bestelstatussen hoort. Een factuur wacht op geen status.",
      ],
      entries: entriesOf("head", {
        number: ["Nummer", "`ordernumber_full` of `invoicenumber_full`."],
        date: [
          "Datum",
          "`create_date`, in Nederlandse tijd, of de dag van betaling als u dat instelt.",
        ],
        total: ["Totaal", "`total_price`, plus `total_tax` als `taxes_included` uit staat."],
        currency: ["Valuta", "`currency`, alleen euro's."],
        country: [
          "Land van levering",
          "`country_code` van het afleveradres, anders het factuuradres, anders het thuisland. Bij afhalen (`deliver_method`) het thuisland.",
        ],
        icp: [
          "ICP",
          "`is_intra_community_order`. Zonder btw, en met een btw-nummer dat bij VIES wordt gecontroleerd.",
        ],
        international: [
          "Internationaal",
          "Geen ICP, `total_tax` is 0 en er wordt buiten de EU geleverd. Met btw is dat een fout. Zonder btw naar een EU-land is geen export; dat land heeft een tarief van 0% nodig.",
        ],
        order: [
          "Bestelling van een factuur",
          "`order`. Daaruit komen betaalwijze en afhalen; zonder haar is de betaalwijze `default`.",
        ],
      }),
    },
    {
      id: "paymethod",
      title: "De betaalwijze",
      paragraphs: [
        "Voor `paymethod` geldt het eerste wat past. Hoofdletters en streepjes tellen niet mee. “AfterPay Invoice” is dus `banktransfer`, “Bancontact” `default`. Ook zo'n algemene naam kan bij u een vaste debiteur hebben.",
      ],
      points: [
        "een naam uit uw instellingen;",
        "met `transfer`, `bank`, `invoice` of `rekening` erin: `banktransfer`;",
        "`ideal`, `paypal` of `afterpay`: die naam;",
        "`mister` en `cash`: `mistercash`;",
        "`credit` en `card`, of `maestro`, `visa` of `mastercard`: `creditcard`;",
        "anders: `default`.",
      ],
    },
    {
      id: "rows",
      title: "De regels",
      paragraphs: [],
      entries: entriesOf("rows", {
        product: [
          "Artikel",
          "`product_name`; nummer `sub_product_number`, anders `product_number`.",
        ],
        price: [
          "Prijs",
          "Bestelling: `selling_price`, of `price_with_attributes` als gekozen opties geld kosten. Factuur: `price_with_attributes`.",
        ],
        discount: [
          "Korting op de regel",
          "Het verschil met `price_without_discount` (factuur: `price_without_discount_with_attributes`). Zij zit al in de prijs.",
        ],
        amount: [
          "Bedrag",
          "Prijs × `count`, één keer afgerond op centen; een halve cent gaat van nul af.",
        ],
        vat: [
          "Btw-percentage",
          "`tax`; een getal tussen 0 en 1 telt maal 100. Bij ICP en Internationaal altijd 0%, ook voor de kosten.",
        ],
        basis: [
          "Inclusief of exclusief btw",
          "`order_row_taxes_included` of `invoice_row_taxes_included`, ook voor kosten en kortingen. Inclusief is de btw bedrag × percentage / (100 + percentage), exclusief komt zij erbovenop.",
        ],
        international: [
          "Internationaal, inclusief btw",
          "De niet berekende btw gaat uit de prijs: prijs / (1 + percentage / 100).",
        ],
        account: [
          "Btw-code en rekening",
          "Uit uw instellingen, naar land van levering, percentage en soort: omzet, verzendkosten of betaalkosten. Een artikelregel gaat voor.",
        ],
      }),
    },
    {
      id: "charges",
      title: "Kosten, toeslagen en kortingen",
      paragraphs: ["Een bedrag van 0 wordt geen regel."],
      entries: entriesOf("charges", {
        shipping: ["Verzendkosten", "`total_shipping`, met `shipping_tax_percentage`."],
        payment: [
          "Betaalkosten",
          "`paymethod_costs` plus `extra_payment_option_price`. Bestelling: het hoogste percentage dat u voor het land van levering heeft ingesteld. Factuur: dat van de verzendkosten, of als dat 0 is het hoogste van de regels. Zonder btw in de regels (marge, KOR) 0%, op een factuur alleen als er helemaal geen btw is.",
        ],
        extra: [
          "Toeslag",
          "`extra_costs`, als “Extra” met `extra_costs_description`. Het hoogste percentage van de regels, op de omzetrekening.",
        ],
        points: [
          "Spaarpunten",
          "`credit_point_discount`, met het teken zoals gestuurd, als een toeslag.",
        ],
        discount: [
          "Korting op het geheel",
          "`discounts`, anders `total_discounts`. Naar verhouding van de regels over de percentages verdeeld, op hun omzetrekening.",
        ],
      }),
    },
    {
      id: "sum",
      title: "Telt het op?",
      paragraphs: [
        "Regels, kosten en toeslagen min kortingen moeten samen het totaal zijn. Klopt dat alleen met de andere prijs, zonder de korting, met omgekeerde spaarpunten, of bij Internationaal door de btw ook uit de kosten of nergens uit te halen, dan wordt het zo geboekt.",
        "Door afronding mag het ongeveer een halve cent per regel schelen, tot uw grootste afrondingsverschil; meer is een fout. In een financiële boeking komt het zonder btw op de rekening voor afrondingsverschillen, anders bij de grootste regel.",
        "De btw van de regels wordt gelijkgemaakt aan `total_tax`: hoogstens één cent per regel en vijf in totaal. Scheelt het meer, dan volgt een waarschuwing of een fout, zoals u kiest.",
      ],
    },
    {
      id: "credit",
      title: "Creditfacturen",
      paragraphs: [
        "Een factuur met `credit` als `type` gaat zoals elke andere. Negatieve bedragen worden zo geboekt, positieve omgekeerd.",
      ],
    },
    {
      id: "customer",
      title: "De klant",
      paragraphs: ["Uit `customer`, met `deliveryaddress` en `billingaddress`."],
      entries: entriesOf("customer", {
        name: ["Naam", "`company`, en `first_name` met `last_name`, anders `full_name`."],
        address: [
          "Adres",
          "`street`, anders `address_line_1` of `address_line_2`; `housenumber`, `housenumber_suffix`, `zipcode`, `city`, `country_code`.",
        ],
        other: ["Verder", "`email`, `telephone`, `kvk` en `btw`."],
      }),
    },
  ],
};
