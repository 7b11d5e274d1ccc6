import type { WaitingCounts } from "../../booking/ports/documents.ts";
import type { Installation } from "../../booking/ports/installations.ts";
import type { Language } from "../../domain/vocabulary.ts";
import type { ApiAnswer } from "./call-api.ts";
import type { Texts } from "./texts/texts.ts";

/** What every page knows beside its own content. */
export interface View {
  readonly language: Language;
  readonly texts: Texts;
  /** Null before the login. */
  readonly visitor: Visitor | null;
  /** The dashboard's own API, called without leaving the Worker: the same checks and use cases as from outside. */
  callApi(method: string, path: string, body?: unknown): Promise<ApiAnswer>;
}

export interface Visitor {
  readonly email: string | null;
  /** All that this person may see; the chosen one is `installation` of the request. */
  readonly installations: readonly Installation[];
  /** Null while no installation is chosen. */
  readonly waiting: WaitingCounts | null;
  /** Messages of the shop that were refused within a day. */
  readonly refused: { readonly count: number; readonly lastAt: number | null };
}
