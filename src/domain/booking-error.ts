import type { ErrorCode } from "./codes.ts";
import type { Language } from "./vocabulary.ts";

/** Why a document could not be booked: a code and the figures its message needs, all as text. */
export interface BookingError {
  readonly code: ErrorCode;
  readonly figures: Readonly<Record<string, string>>;
}

export interface Described {
  readonly message: string;
  readonly detail: string;
  readonly help: string;
  /** It can pass by itself and is tried again without a person. */
  readonly transient: boolean;
}

export function describeError(error: BookingError, language: Language): Described {
  return { message: error.code, detail: language, help: "", transient: false };
}
