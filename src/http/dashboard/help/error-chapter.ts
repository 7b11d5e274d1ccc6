import { ERROR_CODES } from "../../../domain/codes.ts";
import { ERROR_TEXTS } from "../../../domain/error-texts.ts";
import type { Language } from "../../../domain/vocabulary.ts";
import { reasonText } from "../documents/words.ts";
import { textsOf } from "../texts/texts.ts";
import type { Chapter } from "./chapter.ts";

/** Every error with what it means and what to do, from the same catalogue that words the errors themselves. */

const HEAD = {
  nl: { title: "De fouten", lead: "Wat elke fout betekent en wat u eraan doet." },
  en: { title: "The errors", lead: "What each error means and what to do about it." },
} as const;

/** A figure that only a real document has is shown as dots, and left out where the sentence stands without it. */
function withoutFigures(text: string): string {
  return text
    .replaceAll(/\{[a-zA-Z]+\}/g, "…")
    .replaceAll(" (…)", "")
    .replace("… …%", "…%")
    .replace(/(?<=\.) [^.]+: …$/, "")
    .replace(/(?: (?:bij|at) …)?: …$/, ".")
    .replace("….", "…");
}

export function errorChapter(language: Language): Chapter {
  return {
    id: "errors",
    ...HEAD[language],
    sections: ERROR_CODES.map((code) => {
      const { message, help } = ERROR_TEXTS[code][language];
      return {
        id: code,
        title: reasonText(textsOf(language), code),
        code,
        paragraphs: [withoutFigures(message), withoutFigures(help)],
      };
    }),
  };
}
