import type { DraftLine } from "./draft.ts";
import { AMOUNT_TEXTS, RATE_TEXTS, STEP_TEXTS } from "./explain-texts.ts";
import type { DocumentTrace } from "./trace.ts";
import { rateText } from "./vat-rate.ts";
import type { Language } from "./vocabulary.ts";
import { fillIn } from "./word.ts";

/** The trace as a book-keeper reads it. */

/** One sentence: where the amount came from, which percentage and why, which code and account by which setting. */
export function explainLine(line: DraftLine, language: Language): string {
  const { trace } = line;
  const sources = trace.sources.map((source) => `${source.field} = ${source.value}`).join(", ");
  const amount = fillIn(AMOUNT_TEXTS[trace.amountRule][language], { sources });
  const rate = `${rateText(line.rateBasisPoints)}% (${RATE_TEXTS[trace.rateRule][language]})`;
  return `${amount}; ${rate}; ${explainSetting(line, language)}.`;
}

/** One sentence per decision about the document. */
export function explainDocument(trace: DocumentTrace, language: Language): string[] {
  return trace.steps.map((step) => fillIn(STEP_TEXTS[step.code][language], step.figures));
}

function explainSetting(line: DraftLine, language: Language): string {
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
  return `${words.code} ${vatCode}${account} ${words.from} ${path}`;
}
