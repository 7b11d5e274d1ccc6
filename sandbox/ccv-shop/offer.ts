import { nullable } from "./order.ts";

/** What a shop has set up besides its orders ("CCV Shop API, webshop, merchant, settings, paymethods, products"). */

export interface VatTariff {
  type: string;
  percentage: number;
}

export interface GeoZoneCountry {
  country: string;
  code: string;
  geozone_id: number;
  geozone_name: string;
  tariffs: VatTariff[];
}

export interface Paymethod {
  id: number;
  psp: string;
  method: string;
  combined_name: string;
  label: string;
  extra_costs: boolean;
  extra_costs_fixed: number;
  extra_costs_percentage: number;
  apppsp: string | null;
  apppsppaymethod: string | null;
}

export interface Product {
  id: number;
  productnumber: string;
  eannumber: string;
  name: string;
  taxtariff: string;
  price: number;
  discount: number;
  purchaseprice: number;
  [field: string]: unknown;
}

export interface ShopOffer {
  homeCountry: string;
  defaultVatRate: number;
  pricesIncludeVat: boolean;
  currency: string;
  taxNumber: string;
  geoZoneCountries: GeoZoneCountry[];
  paymethods: Paymethod[];
  products: Map<number, Product>;
}

/** The rates of the worked cases: home, one-stop-shop countries, and zero outside the EU. */
const RATES: readonly [name: string, code: string, normal: number, low: number][] = [
  ["Nederland", "NL", 21, 9],
  ["België", "BE", 21, 6],
  ["Duitsland", "DE", 19, 7],
  ["Frankrijk", "FR", 20, 5.5],
  ["Griekenland", "GR", 24, 13],
  ["Finland", "FI", 25.5, 14],
  ["Verenigde Staten", "US", 0, 0],
  ["Zwitserland", "CH", 0, 0],
  ["Verenigd Koninkrijk", "GB", 0, 0],
];

const METHODS: readonly [id: number, name: string, label: string][] = [
  [3, "BankTransfer", "Vooraf overmaken"],
  [4, "Invoice", "Op rekening"],
  [7, "iDEAL", "iDEAL"],
  [8, "Credit Card", "Creditcard"],
  [9, "MisterCash/Bancontact", "Bancontact"],
  [11, "Afterpay", "Riverty achteraf betalen"],
  [12, "PayPal", "PayPal"],
];

export function defaultOffer(homeCountry: string): ShopOffer {
  return {
    homeCountry,
    defaultVatRate: 21,
    pricesIncludeVat: true,
    currency: "EUR",
    taxNumber: "NL810755610B01",
    geoZoneCountries: RATES.map(([country, code, normal, low], index) => ({
      country,
      code,
      geozone_id: index < 6 ? 1 : 2,
      geozone_name: index < 6 ? "Europese Unie" : "Wereld",
      tariffs: [
        { type: "normal", percentage: normal },
        { type: "low", percentage: low },
        { type: "zero", percentage: 0 },
      ],
    })),
    paymethods: METHODS.map(([id, name, label]) => paymethod(id, name, label)),
    products: new Map(),
  };
}

function paymethod(id: number, name: string, label: string): Paymethod {
  return {
    id,
    psp: "manual",
    method: name.toLowerCase(),
    combined_name: name,
    label,
    extra_costs: false,
    extra_costs_fixed: 0,
    extra_costs_percentage: 0,
    apppsp: nullable<string>(),
    apppsppaymethod: nullable<string>(),
  };
}

/** Order statuses by id, as the shop names them; the ids are fixed. */
export const ORDER_STATUSES = [
  "Nieuw",
  "In behandeling",
  "Wachten op fabrikant",
  "Wachten op betaling",
  "Verzonden",
  "Afgeleverd",
  "Afgerond",
  "Geannuleerd",
  "Wachten op leverancier",
  "Wordt ingepakt",
  "Klaar om af te halen",
  "Wordt samengesteld",
  "Backorder",
  "Gereserveerd",
] as const;
