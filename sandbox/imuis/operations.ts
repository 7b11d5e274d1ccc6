/**
 * Operations of the Cloudswitch service with their argument names in the order of the WSDL, and what each answers
 * besides Result and Foutmelding ("iMUIS API, functions"). Dataset arguments are plain strings in ws1_xml.
 */

export interface Operation {
  arguments: readonly string[];
  answers: readonly string[];
}

const SESSION = ["PartnerKey", "Omgevingscode", "SessionId"] as const;

function operation(own: readonly string[], answers: readonly string[] = []): Operation {
  return { arguments: [...SESSION, ...own, "Foutmelding"], answers };
}

const SELECTION = operation(["Selectie", "Records"], ["Records"]);
const MUTATION = operation(["Mutatie"]);
const SELECTION_ONLY = operation(["Selectie"]);

export const OPERATIONS: Readonly<Record<string, Operation>> = {
  Login: operation([], ["SessionId"]),
  KeepSession: operation([]),
  Logout: operation([]),
  CheckConnection: { arguments: [], answers: [] },
  GetiMUISVersion: {
    arguments: ["PartnerKey", "Omgevingscode", "aiMUISVersion", "Foutmelding"],
    answers: ["aiMUISVersion"],
  },
  GetTimeStamp: operation(["TimeStamp"], ["TimeStamp"]),
  GetStamtabelRecords: SELECTION,
  GetAdmInfo: SELECTION,
  GetLaatsteBoekingPeriode: SELECTION,
  GetPredefindQuery: SELECTION,
  GetPredefinedQuery: SELECTION,
  CreateStamTabelRecord: operation(["Stamtabel", "Primarykey"], ["Primarykey"]),
  UpdateStamtabelRecord: MUTATION,
  DeleteStamtabelRecord: MUTATION,
  CreateJournaalpost: operation(["Journaalpost", "Primarykey"], ["Journaalpost", "Primarykey"]),
  UpdateJournaalpost: operation(["Primarykey", "Journaalpost"]),
  DeleteJournaalpost: operation(["Primarykey"]),
  CreateVerkoopOrder: operation(["Verkooporder", "ORDNR"], ["Verkooporder", "ORDNR"]),
  UpdateVerkooporderRegel: MUTATION,
  DeleteVerkooporderRegel: MUTATION,
  DeleteVerkooporder: MUTATION,
  CreateVerkooporderPickbon: SELECTION_ONLY,
  UpdateVerkooporderPickBonGepakt: SELECTION_ONLY,
  UpdateVerkooporderPickbonGereed: SELECTION_ONLY,
};

/** The only numeric arguments; an empty one makes ASMX refuse the envelope. */
export const INTEGER_ARGUMENTS: ReadonlySet<string> = new Set(["ORDNR"]);
