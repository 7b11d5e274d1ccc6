import type { SettingProblem } from "../../../booking/ports/installations.ts";
import type { Texts } from "../texts/texts.ts";

/** Why a setting doesn't fit iMUIS, in the language of the page. Problems that were kept before they had figures are told without. */
export function problemOfSetting(
  texts: Texts,
  { code, figures = {} }: Pick<SettingProblem, "code" | "figures">,
): string {
  const { settingProblems: words } = texts.settings;
  const { code: vatCode = "", actual = "", expected = "", value = "" } = figures;
  switch (code) {
    case "VAT_PERCENTAGE_DIFFERS":
      return words.percentage({ vatCode, actual, expected });
    case "VAT_CALCULATION_DIFFERS":
      return words.calculation({ vatCode, actual, expected });
    default:
      return words.unknown(value);
  }
}
