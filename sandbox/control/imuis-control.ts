import {
  addRow,
  type Administration,
  type AdministrationBehaviour,
  findRow,
  type JournalEntry,
  type SalesOrder,
  type TableRow,
  tableOf,
} from "../imuis/administration.ts";
import { createAdministration, TEST_ADMINISTRATION } from "../imuis/default-administration.ts";
import type { ImuisService } from "../imuis/service.ts";
import { TABLES } from "../imuis/tables.ts";
import type { SandboxState } from "./state.ts";

/** What stands in the books, and settings of administrations that a test may change. */

/** Which administration; 2000 when left out. */
export interface AdministrationChoice {
  administration?: string;
}

export interface AdministrationDetails {
  administration: string;
  environmentCodes: string[];
  openSessions: number;
  entries: number;
  orders: number;
  behaviour: AdministrationBehaviour;
}

export function imuisControl({ imuis }: SandboxState) {
  const chosen = (input: AdministrationChoice): Administration => {
    const number = input.administration ?? TEST_ADMINISTRATION;
    const found = imuis.state.administrations.get(number);
    if (!found) throw new Error(`No administration ${number}.`);
    return found;
  };
  return {
    ...administrationCommands(imuis, chosen),
    ...recordCommands(chosen),
    ...bookCommands(chosen),
  };
}

export type ImuisControl = ReturnType<typeof imuisControl>;

type Chosen = (input: AdministrationChoice) => Administration;

function administrationCommands(imuis: ImuisService, chosen: Chosen) {
  const details = (administration: Administration): AdministrationDetails => ({
    administration: administration.number,
    environmentCodes: [...administration.environmentCodes],
    openSessions: imuis.sessions.count(administration.number),
    entries: administration.entries.length,
    orders: administration.orders.length,
    behaviour: { ...administration.behaviour },
  });
  return {
    /** A new administration with the default chart under its own environment code. */
    makeAdministration(input: { administration: string; environmentCode: string }) {
      const made = createAdministration(input.administration, input.environmentCode);
      imuis.state.administrations.set(made.number, made);
      return details(made);
    },
    administrations(): AdministrationDetails[] {
      return [...imuis.state.administrations.values()].map(details);
    },
    addEnvironmentCode(input: AdministrationChoice & { environmentCode: string }) {
      chosen(input).environmentCodes.add(input.environmentCode);
      return details(chosen(input));
    },
    /** The owner takes the code back: logins and calls with it are refused. */
    removeEnvironmentCode(input: AdministrationChoice & { environmentCode: string }) {
      chosen(input).environmentCodes.delete(input.environmentCode);
      return details(chosen(input));
    },
    addPartnerKey(input: { partnerKey: string }): string[] {
      imuis.state.partnerKeys.add(input.partnerKey);
      return [...imuis.state.partnerKeys];
    },
    behave(input: AdministrationChoice & Partial<AdministrationBehaviour>) {
      const { administration: _, ...behaviour } = input;
      Object.assign(chosen(input).behaviour, behaviour);
      return details(chosen(input));
    },
    /** All sessions are over: the next call answers CS005. */
    endSessions(input: AdministrationChoice = {}) {
      imuis.sessions.endAll(chosen(input).number);
      return details(chosen(input));
    },
    setNextDebtor(input: AdministrationChoice & { number: number }) {
      chosen(input).nextDebtor = input.number;
      return details(chosen(input));
    },
  };
}

function recordCommands(chosen: Chosen) {
  return {
    /** A debtor that stood there before, for example `{ NR: "13317", EMAIL: "anna@example.nl" }`. */
    addDebtor(input: AdministrationChoice & { debtor: TableRow }): TableRow {
      const terms = { BTWPL: "B", BETCOND: "30", SLUITREK: "1300", BLOK: "N" };
      const key = (input.debtor["ZKSL"] ?? `debtor ${input.debtor["NR"] ?? ""}`).slice(0, 20);
      return addRow(chosen(input), "DEB", { ...terms, ...input.debtor, ZKSL: key });
    },
    /** A record in any table, as it is. */
    addRecord(input: AdministrationChoice & { table: string; record: TableRow }): TableRow {
      if (!TABLES.has(input.table)) throw new Error(`No table ${input.table}.`);
      return addRow(chosen(input), input.table, input.record);
    },
    /** Changes the record with this key, for example to block it. */
    changeRecord(
      input: AdministrationChoice & {
        table: string;
        field: string;
        value: string;
        change: TableRow;
      },
    ): TableRow {
      const row = findRow(chosen(input), input.table, input);
      if (!row) throw new Error(`No ${input.field} ${input.value} in ${input.table}.`);
      return Object.assign(row, input.change);
    },
    /** Replaces settings such as BASFIN or PERIODEDATUMS; `change` alters the first row only. */
    changeSettings(
      input: AdministrationChoice & { table: string; change?: TableRow; rows?: TableRow[] },
    ): TableRow[] {
      const { settings } = chosen(input);
      const rows = input.rows ?? settings.get(input.table) ?? [{}];
      settings.set(input.table, rows);
      if (input.change && rows[0]) Object.assign(rows[0], input.change);
      return rows;
    },
  };
}

function bookCommands(chosen: Chosen) {
  return {
    entries(input: AdministrationChoice & { document?: string } = {}): JournalEntry[] {
      const { document } = input;
      const { entries } = chosen(input);
      if (document === undefined) return [...entries];
      return entries.filter(({ rows }) => rows[0]?.document === document);
    },
    orders(input: AdministrationChoice = {}): SalesOrder[] {
      return [...chosen(input).orders];
    },
    debtors(input: AdministrationChoice = {}): TableRow[] {
      return [...tableOf(chosen(input), "DEB")];
    },
    products(input: AdministrationChoice = {}): TableRow[] {
      return [...tableOf(chosen(input), "ART")];
    },
    table(input: AdministrationChoice & { table: string }): TableRow[] {
      return [...tableOf(chosen(input), input.table)];
    },
  };
}
