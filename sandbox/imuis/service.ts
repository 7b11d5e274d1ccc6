import type { FaultEffect } from "../faults/fault.ts";
import type { Clock } from "../shared/clock.ts";
import type { Administration } from "./administration.ts";
import { createJournalEntry } from "./create-journal-entry.ts";
import { createRecord } from "./create-record.ts";
import { createSalesOrder } from "./create-sales-order.ts";
import { readDataset, type SearchResult, writeSearchResult } from "./dataset.ts";
import {
  type Answer,
  answerEnvelope,
  faultEnvelope,
  readCall,
  type SoapCall,
  SoapFault,
  soapVersion,
} from "./envelope.ts";
import { refuse, Refusal } from "./refusal.ts";
import { selectRecords, selectSettings } from "./select.ts";
import { SESSION_ENDED, Sessions } from "./sessions.ts";

/** The Cloudswitch service: reads an envelope, checks partner key, environment code and session, and answers. */

export interface ImuisState {
  partnerKeys: Set<string>;
  administrations: Map<string, Administration>;
}

export class ImuisService {
  readonly state: ImuisState;
  readonly sessions: Sessions;
  readonly #clock: Clock;

  constructor(state: ImuisState, clock: Clock) {
    this.state = state;
    this.sessions = new Sessions(clock);
    this.#clock = clock;
  }

  administrationOf(environmentCode: string): Administration | undefined {
    return [...this.state.administrations.values()].find(({ environmentCodes }) =>
      environmentCodes.has(environmentCode),
    );
  }

  answer(body: string, headers: Headers, effect: FaultEffect | null): Response {
    try {
      if (effect?.kind === "soapFault") {
        throw new SoapFault(effect.text ?? "Server was unable to process request.");
      }
      const call = readCall(body, headers);
      return answerEnvelope(call, this.#outcome(call, effect));
    } catch (error) {
      if (!(error instanceof SoapFault)) throw error;
      return faultEnvelope(soapVersion(headers.get("content-type")), error.message);
    }
  }

  #outcome(call: SoapCall, effect: FaultEffect | null) {
    try {
      return { result: true, message: "", answers: this.#perform(call, effect) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { result: false, message: error.message, answers: {} };
    }
  }

  #perform(call: SoapCall, effect: FaultEffect | null): Answer {
    if (call.name === "CheckConnection") return {};
    const administration = this.#checkCaller(call);
    failOnPurpose(call, effect);
    const given = call.arguments;
    if (call.name === "GetiMUISVersion") return { aiMUISVersion: "sandbox" };
    const code = given["Omgevingscode"] ?? "";
    if (call.name === "Login") return { SessionId: this.sessions.open(administration, code) };
    const session = given["SessionId"] ?? "";
    if (effect?.kind === "expiredSession") {
      this.sessions.end(session);
      refuse(SESSION_ENDED);
    }
    this.sessions.use(session, code);
    if (call.name === "Logout") this.sessions.end(session);
    return this.#inSession(call, { administration, effect });
  }

  #checkCaller(call: SoapCall): Administration {
    const { PartnerKey = "", Omgevingscode = "" } = call.arguments;
    if (!this.state.partnerKeys.has(PartnerKey)) refuse("PartnerKey is onbekend.");
    return (
      this.administrationOf(Omgevingscode) ?? refuse(`Omgevingscode ${Omgevingscode} is onbekend.`)
    );
  }

  #inSession(call: SoapCall, context: SessionContext): Answer {
    const { administration, effect } = context;
    const now = this.#clock();
    const given = call.arguments;
    switch (call.name) {
      case "KeepSession":
      case "Logout":
        return {};
      case "GetTimeStamp":
        return { TimeStamp: now.toISOString() };
      case "GetStamtabelRecords":
        return search(effect, () => selectRecords(administration, selectionOf(given)));
      case "GetAdmInfo":
        return search(effect, () => selectSettings(administration, selectionOf(given)));
      case "CreateStamTabelRecord": {
        const today = now.toISOString().slice(0, 10);
        return { Primarykey: createRecord(administration, given["Stamtabel"] ?? "", today) };
      }
      case "CreateJournaalpost": {
        const booked = createJournalEntry(administration, given["Journaalpost"] ?? "", now);
        return { Journaalpost: booked.dataset, Primarykey: booked.primaryKey };
      }
      case "CreateVerkoopOrder": {
        const booked = createSalesOrder(administration, given["Verkooporder"] ?? "", now);
        return { Verkooporder: booked.dataset, ORDNR: String(booked.order.number) };
      }
      default:
        return refuse(`${call.name} wordt in deze proefomgeving niet ondersteund.`);
    }
  }
}

interface SessionContext {
  administration: Administration;
  effect: FaultEffect | null;
}

function failOnPurpose(call: SoapCall, effect: FaultEffect | null): void {
  if (effect?.kind === "refuse") refuse(effect.text);
  if (effect?.kind === "refusedLogin" && call.name === "Login") {
    refuse(effect.text ?? "Inloggen is niet toegestaan.");
  }
}

/** A search that fails on purpose still answers true: that is what makes it dangerous. */
function search(effect: FaultEffect | null, select: () => SearchResult): Answer {
  const result = select();
  if (effect?.kind === "noMetadata") return { Records: "<NewDataSet></NewDataSet>" };
  if (effect?.kind === "emptySearch") {
    return { Records: writeSearchResult({ rows: [], recordCount: 0, totalPages: 0 }) };
  }
  return { Records: writeSearchResult(result) };
}

function selectionOf(given: Record<string, string>): Record<string, string> {
  const rows = readDataset(given["Selectie"] ?? "", "Selectie");
  const [first] = rows;
  if (!first || rows.length !== 1) refuse("Selectie moet precies een Table1 bevatten.");
  return first.fields;
}

/** The table a call is about, for the list of calls; never fails. */
export function peekTable(body: string): string | null {
  return /(?:<|&lt;)TABLE(?:>|&gt;)\s*(\w+)/.exec(body)?.[1] ?? null;
}
