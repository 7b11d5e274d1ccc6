import {
  addRow,
  type Administration,
  DEFAULT_ADMINISTRATION_BEHAVIOUR,
  type TableRow,
} from "./administration.ts";
import { COUNTRIES, LEDGER_ACCOUNTS, VAT_CODES } from "./default-chart.ts";

/** The administration every sandbox starts with: all journals, accounts and codes that the worked cases use. */

export const TEST_PARTNER_KEY = "abcdefghijklmnopqrstuvwxyz";
export const TEST_ENVIRONMENT_CODE = "00000";
export const TEST_ADMINISTRATION = "2000";

const FIRST_YEAR = 2022;
const LAST_YEAR = 2028;
const MONTHS = 12;
const FIRST_FREE_DEBTOR = 13_400;

export function createAdministration(number: string, environmentCode: string): Administration {
  const administration: Administration = {
    number,
    environmentCodes: new Set([environmentCode]),
    tables: new Map(),
    settings: defaultSettings(number),
    entries: [],
    orders: [],
    behaviour: { ...DEFAULT_ADMINISTRATION_BEHAVIOUR },
    nextDebtor: FIRST_FREE_DEBTOR,
    nextOrder: 1,
    nextRowNumber: 1,
  };
  for (const [table, rows] of masterRecords()) {
    for (const row of rows) addRow(administration, table, row);
  }
  return administration;
}

function defaultSettings(number: string): Map<string, TableRow[]> {
  return new Map([
    ["BASALG", [{ NAAM: `Administratie ${number}`, PLAATS: "Utrecht", LAND: "NL" }]],
    [
      "BASFIN",
      [
        {
          AANTPER: String(MONTHS),
          ONDERGRB: "1",
          BOVENGRB: "9999",
          ONDERDEB: "10000",
          BOVENDEB: "99999",
          ONDERCRE: "100000",
          BOVENCRE: "199999",
          JRAFGESL: "2021",
          PNAFGESL: "12",
          JRAFGESLGEBR: "2021",
          PNAFGESLGEBR: "12",
          SPLITSREK: "2975",
        },
      ],
    ],
    ["BASVK", [{ ORDNR: "0", DATLEVUITERST: "N" }]],
    ["PERIODEDATUMS", monthlyPeriods()],
  ]);
}

function monthlyPeriods(): TableRow[] {
  const periods: TableRow[] = [];
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (let month = 1; month <= MONTHS; month += 1) {
      const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
      const suffix = `${String(month).padStart(2, "0")}-${year}`;
      const days = { DATVAN: `01-${suffix}`, DATTM: `${lastDay}-${suffix}` };
      periods.push({ JR: String(year), PN: String(month), ...days });
    }
  }
  return periods;
}

function masterRecords(): [string, TableRow[]][] {
  return [
    ["DAGBOEK", journals()],
    ["GRB", ledgerAccounts()],
    ["BTW", vatCodes()],
    ["LAND", COUNTRIES.map(([ZKSL, ISO, OMSCHR]) => ({ ZKSL, ISO, OMSCHR, VALUTA: "EUR" }))],
    ["ORDSRT", [keyed("standaard"), keyed("webshoporder"), keyed("oud", { BLOK: "J" })]],
    ["VERZWZ", [keyed("Verzendkosten"), keyed("Afhalen")]],
    ["LEVCOND", [keyed("Standaard")]],
    ["OPDRWZ", [keyed("Webshop")]],
    [
      "ARTGRP",
      [
        { ...keyed("webshop"), NR: "29", GRBOMZ: "8000", GRBOMZBINEU: "8400", GRBOMZBUIEU: "8500" },
        { ...keyed("overig"), NR: "1", GRBOMZ: "8000" },
      ],
    ],
    [
      "BETCOND",
      [
        { ...keyed("30 dagen"), NR: "30", VERVDGN: "30", PERCKB: "0" },
        { ...keyed("14 dagen"), NR: "14", VERVDGN: "14", PERCKB: "0" },
      ],
    ],
    ["DEB", [debtor(12_000, "iDEAL onderweg"), debtor(99_001, "iDEAL verzameldebiteur")]],
  ];
}

function keyed(key: string, more: TableRow = {}): TableRow {
  return { ZKSL: key, OMSCHR: key, BLOK: "N", ...more };
}

function debtor(number: number, name: string): TableRow {
  const terms = { BTWPL: "B", BETCOND: "30", SLUITREK: "1300" };
  return {
    NR: String(number),
    ZKSL: name.slice(0, 20),
    NAAM: name,
    LAND: "NL",
    ...terms,
    BLOK: "N",
  };
}

function journals(): TableRow[] {
  const names: [number, string, string][] = [
    [10, "Verkoop", "V"],
    [20, "Bank", "B"],
    [41, "Webshop", "V"],
    [90, "Memoriaal", "M"],
  ];
  return names.map(([number, name, kind]) =>
    keyed(name, { NR: String(number), SRT: kind, FACT: "0" }),
  );
}

function ledgerAccounts(): TableRow[] {
  return LEDGER_ACCOUNTS.map(([number, name, kind]) => ({
    NR: String(number),
    ZKSL: String(number),
    OMSCHR: name,
    APBL: kind === "balance" ? "A" : "B",
    SLUITREK: number === 1300 ? "D" : "N",
    BLOK: kind === "blocked" ? "J" : "N",
  }));
}

/** BTWBER: whether the code calculates with amounts incl. (`I`) or excl. (`E`) VAT. */
function vatCodes(): TableRow[] {
  return VAT_CODES.map(([number, name, percentage, calculation]) => ({
    NR: String(number),
    ZKSL: name,
    OMSCHR: name,
    PERC: percentage,
    BTWBER: calculation,
    GRB: "1500",
    BLOK: number === 99 ? "J" : "N",
  }));
}
