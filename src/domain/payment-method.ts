import type { PaymentMethodSetting } from "./configuration.ts";

/** The name that stands for every method that is not listed (contract section 5). */
const ANY_METHOD = "*";

export interface PaymentMethod {
  /** The configured name, cleaned, or one of the manual's generic names. */
  readonly name: string;
  /** Fixed debtor of the setting; null = the customer's own. */
  readonly debtor: number | null;
  readonly rule: "paymentMethodConfigured" | "paymentMethodKeyword" | "paymentMethodDefault";
  /** Index in `paymentMethods` of the setting that gave the debtor; null when none did. */
  readonly setting: number | null;
}

/**
 * The manual's order of tests (chapter 5, reading A29): configured names first, compared in lower case without hyphens;
 * then the keywords; the generic name may itself be configured; `*` catches what is not listed.
 */
export function readPaymentMethod(
  text: string,
  settings: readonly PaymentMethodSetting[],
): PaymentMethod {
  const cleaned = cleanUp(text);
  const configured = findSetting(settings, cleaned);
  if (configured !== null && cleaned !== ANY_METHOD) {
    return { name: cleaned, ...configured, rule: "paymentMethodConfigured" };
  }
  const name = genericName(cleaned);
  const setting = findSetting(settings, name) ?? findSetting(settings, ANY_METHOD);
  return {
    name,
    debtor: setting?.debtor ?? null,
    setting: setting?.setting ?? null,
    rule: name === "default" ? "paymentMethodDefault" : "paymentMethodKeyword",
  };
}

/** The manual's keywords in the manual's order: "AfterPay Invoice" is a bank transfer, since `invoice` is tested first. */
function genericName(cleaned: string): string {
  const contains = (word: string): boolean => cleaned.includes(word);
  if (["transfer", "bank", "invoice", "rekening"].some(contains)) {
    return "banktransfer";
  }
  const plain = ["ideal", "paypal", "afterpay"].find(contains);
  if (plain !== undefined) {
    return plain;
  }
  if (contains("mister") && contains("cash")) {
    return "mistercash";
  }
  const card = contains("credit") && contains("card");
  return card || ["maestro", "visa", "mastercard"].some(contains) ? "creditcard" : "default";
}

function findSetting(
  settings: readonly PaymentMethodSetting[],
  name: string,
): { readonly debtor: number | null; readonly setting: number } | null {
  const setting = settings.findIndex((candidate) => cleanUp(candidate.name) === name);
  const found = settings[setting];
  return found === undefined ? null : { debtor: found.debtor, setting };
}

/** The manual's clean-up: hyphens and capitals are ignored, nothing else. */
function cleanUp(text: string): string {
  return text.toLowerCase().replaceAll("-", "");
}
