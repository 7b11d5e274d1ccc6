import type { DraftLine } from "./draft.ts";
import { AMOUNT_TEXTS, RATE_TEXTS, STEP_TEXTS } from "./explain-texts.ts";
import { FIELD_TEXTS, STRIPPED_TEXTS } from "./field-texts.ts";
import type { DocumentTrace } from "./trace.ts";
import { rateText } from "./vat-rate.ts";
import type { Language } from "./vocabulary.ts";
import { fillIn } from "./word.ts";

/** The trace as a book-keeper reads it. */

/** How a page calls a setting; its path when it has no name. */
export type SettingNames = (path: string) => string;

const PATHS: SettingNames = (path) => path;

/** One sentence: where the amount came from, which percentage and why, which code and account by which setting. */
export function explainLine(
  line: DraftLine,
  language: Language,
  nameSetting: SettingNames = PATHS,
): string {
  const { trace } = line;
  const sources = trace.sources
    .map(({ field, value }) => `${nameField(field, language)} = ${value}`)
    .join(", ");
  const amount = fillIn(AMOUNT_TEXTS[trace.amountRule][language], { sources });
  const rate = `${rateText(line.rateBasisPoints)}% (${RATE_TEXTS[trace.rateRule][language]})`;
  return `${amount}; ${rate}; ${explainSetting(line, language, nameSetting)}.`;
}

/** One sentence per decision about the document. */
export function explainDocument(
  trace: DocumentTrace,
  language: Language,
  nameSetting: SettingNames = PATHS,
): string[] {
  return trace.steps.map(({ code, figures }) => {
    const { setting = "", which = "" } = figures;
    const words = STRIPPED_TEXTS[which];
    return fillIn(STEP_TEXTS[code][language], {
      ...figures,
      setting: setting === "" ? "" : nameSetting(setting),
      which: words === undefined ? which : words[language],
    });
  });
}

/** `lines[0].price` becomes `row 1: price`. */
function nameField(field: string, language: Language): string {
  const [, list = "", index = "", name = field] = /^(\w+)\[(\d+)\]\.?(.*)$/.exec(field) ?? [];
  const word = (key: string): string => FIELD_TEXTS[key]?.[language] ?? key;
  if (list === "") return word(name);
  const entry = `${word(list)} ${Number(index) + 1}`;
  return name === "" ? entry : `${entry}: ${word(name)}`;
}

function explainSetting(line: DraftLine, language: Language, nameSetting: SettingNames): string {
  const { setting } = line.trace;
  if (setting === null) {
    return language === "en" ? "not booked" : "niet geboekt";
  }
  const { vatCode, ledgerAccount, path } = setting;
  const words =
    language === "en"
      ? { code: "VAT code", account: "account", from: "from" }
      : { code: "btw-code", account: "rekening", from: "uit" };
  const account = ledgerAccount === null ? "" : `, ${words.account} ${ledgerAccount}`;
  return `${words.code} ${vatCode}${account} ${words.from} ${nameSetting(path)}`;
}
