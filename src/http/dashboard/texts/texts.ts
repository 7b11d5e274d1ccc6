import type { Language } from "../../../domain/vocabulary.ts";
import { en } from "./en.ts";
import { nl } from "./nl.ts";

/** Every text of the pages, per language; Dutch is the form that English must fill, so that a missing text is a type error. */
export type Texts = typeof nl;

const TEXTS: Readonly<Record<Language, Texts>> = { nl, en };

export function textsOf(language: Language): Texts {
  return TEXTS[language];
}
