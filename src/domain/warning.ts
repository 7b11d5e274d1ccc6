import type { Warning, WarningCode } from "./codes.ts";
import { ownFigures } from "./own-words.ts";
import type { Language } from "./vocabulary.ts";
import {
  LAPSED_VAT_NUMBER_TEXTS,
  NO_VAT_NUMBER_ON_CARD_TEXTS,
  WARNING_TEXTS,
} from "./warning-texts.ts";
import { fillIn } from "./word.ts";

/** A warning with its figures, worded in English; `describeWarning` words it again for a page. */
export function warning(code: WarningCode, figures: Readonly<Record<string, string>>): Warning {
  return { code, figures, message: fillIn(textsOf(code, figures).en, figures) };
}

/** The message of a warning in the language of the page. */
export function describeWarning(found: Warning, language: Language): string {
  return fillIn(textsOf(found.code, found.figures)[language], ownFigures(found.figures, language));
}

/** One code can have a second cause; its figures tell it. */
function textsOf(
  code: WarningCode,
  figures: Readonly<Record<string, string>>,
): Readonly<Record<Language, string>> {
  if (figures["wording"] === "lapsed") return LAPSED_VAT_NUMBER_TEXTS;
  const hasNone = code === "DEBTOR_VAT_NUMBER_DIFFERS" && figures["onCard"] === "";
  return hasNone ? NO_VAT_NUMBER_ON_CARD_TEXTS : WARNING_TEXTS[code];
}
