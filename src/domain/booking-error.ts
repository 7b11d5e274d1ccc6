import type { ErrorCode, OpenReason, SkippedReason } from "./codes.ts";
import { ERROR_TEXTS } from "./error-texts.ts";
import { ownFigures, ownWords } from "./own-words.ts";
import { OPEN_TEXTS, SKIPPED_TEXTS } from "./reason-texts.ts";
import type { Language } from "./vocabulary.ts";
import { fillIn } from "./word.ts";

/** Why a document could not be booked: a code and the figures its message needs, all as text. */
export interface BookingError {
  readonly code: ErrorCode;
  readonly figures: Readonly<Record<string, string>>;
}

export interface Described {
  /** What happened, with the figures. */
  readonly message: string;
  /** The figures alone, the same in every language. */
  readonly detail: string;
  /** What to do about it. */
  readonly help: string;
  /** It can pass by itself and is tried again without a person. */
  readonly transient: boolean;
}

/** Words an error; `transient` is false for all of them, since what can pass by itself waits as `open` instead. */
export function describeError(error: BookingError, language: Language): Described {
  const texts = ERROR_TEXTS[error.code];
  return {
    message: fillIn(texts[language].message, ownFigures(error.figures, language)),
    detail: fillIn(texts.detail, error.figures),
    help: fillIn(texts[language].help, error.figures),
    transient: false,
  };
}

/** Words the reason why a document waits. */
export function describeOpen(reason: OpenReason, detail: string, language: Language): Described {
  const texts = OPEN_TEXTS[reason];
  const figures = { detail: ownWords(detail, language) };
  return {
    message: fillIn(texts[language].message, figures),
    detail,
    help: fillIn(texts[language].help, figures),
    transient: texts.transient,
  };
}

/** Words the reason why a document was not booked on purpose. */
export function describeSkipped(
  reason: SkippedReason,
  detail: string,
  language: Language,
): Described {
  const texts = SKIPPED_TEXTS[reason];
  // A person's own reason stays as it was written.
  const figures = { detail: reason === "DISMISSED" ? detail : ownWords(detail, language) };
  return {
    message: fillIn(texts[language].message, figures),
    detail,
    help: fillIn(texts[language].help, figures),
    transient: false,
  };
}
