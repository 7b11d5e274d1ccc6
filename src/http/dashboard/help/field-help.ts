import type { Language } from "../../../domain/vocabulary.ts";
import { type Texts, textsOf } from "../texts/texts.ts";
import type { Chapter, HelpEntry } from "./chapter.ts";
import { FIELDS_EN } from "./fields-en.ts";
import { FIELDS_NL } from "./fields-nl.ts";

/** Each field of the settings has a paragraph of its own, which its label leads to. */

type Sections = typeof FIELDS_NL;
export type FieldTexts = {
  readonly [Section in keyof Sections]: Readonly<Record<keyof Sections[Section], string>>;
};

export interface HelpLink {
  readonly href: string;
  /** For who doesn't see to which field it belongs. */
  readonly label: string;
}

function titleOf(texts: Texts, section: keyof Sections, field: string): string {
  return (texts.settings[section] as unknown as Readonly<Record<string, string>>)[field] ?? field;
}

function anchorOf(section: string, field: string): string {
  return `${section}-${field}`;
}

/** From a section to what explains it. How the name of a payment method is read stands with the fields of the shop. */
export function sectionHelp(section: string): string {
  return section === "payment" ? "/help/from-ccv-shop#paymethod" : `/help/settings#${section}`;
}

/** From a field to its paragraph. */
export function fieldHelp<Section extends keyof Sections>(
  texts: Texts,
  section: Section,
  field: keyof Sections[Section] & string,
): HelpLink {
  return {
    href: `/help/settings#${anchorOf(section, field)}`,
    label: `${texts.settings.helpLink}: ${titleOf(texts, section, field)} (${texts.common.newTab})`,
  };
}

function entriesOf(language: Language, section: string): readonly HelpEntry[] {
  const fields = (language === "nl" ? FIELDS_NL : FIELDS_EN) as Readonly<
    Record<string, Readonly<Record<string, string>>>
  >;
  return Object.entries(fields[section] ?? {}).map(([field, text]) => ({
    id: anchorOf(section, field),
    title: titleOf(textsOf(language), section as keyof Sections, field),
    text,
  }));
}

/** The chapter of the settings with a paragraph for each field. */
export function withFields(chapter: Chapter, language: Language): Chapter {
  if (chapter.id !== "settings") return chapter;
  const sections = chapter.sections.map((section) =>
    Object.assign({ entries: entriesOf(language, section.id) }, section),
  );
  return { ...chapter, sections };
}
