/** A chapter of the help. */
export interface Chapter {
  /** Part of the address, the same in both languages. */
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly sections: readonly HelpSection[];
}

export interface HelpSection {
  /** Where links from settings and errors lead. */
  readonly id: string;
  readonly title: string;
  /** Behind the title: the code of an error. */
  readonly code?: string;
  readonly paragraphs: readonly string[];
  readonly points?: readonly string[];
  /** Paragraphs with an address of their own. */
  readonly entries?: readonly HelpEntry[];
}

export interface HelpEntry {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Entries of a section: what follows the section in the id, then title and text. */
export function entriesOf(
  section: string,
  texts: Readonly<Record<string, readonly [title: string, text: string]>>,
): readonly HelpEntry[] {
  return Object.entries(texts).map(([name, [title, text]]) => ({
    id: `${section}-${name}`,
    title,
    text,
  }));
}
