import type { Language } from "../../../domain/vocabulary.ts";

const NAMES: Readonly<Record<Language, Intl.DisplayNames>> = {
  nl: new Intl.DisplayNames(["nl"], { type: "region" }),
  en: new Intl.DisplayNames(["en"], { type: "region" }),
};

/** `DE` becomes Duitsland or Germany. */
export function countryName(code: string, language: Language): string {
  try {
    return NAMES[language].of(code) ?? code;
  } catch {
    return code;
  }
}
