import type { Installation } from "../../../booking/ports/installations.ts";
import { TERMS_VERSION } from "../../../booking/setup/terms.ts";
import type { Caller } from "../../context.ts";
import type { Settings } from "../settings/settings.ts";

/** The path of the set-up, and how far an installation is on it. */

export const STEPS = [
  "account",
  "imuis",
  "terms",
  "source",
  "journal",
  "vat",
  "payment",
  "check",
] as const;
export type Step = (typeof STEPS)[number];

export interface Progress {
  readonly step: Step;
  readonly isDone: boolean;
}

/** Every step with whether it is done; the last one is the activation. */
export function progressOf(
  installation: Installation,
  caller: Caller,
  settings: Settings,
): readonly Progress[] {
  const { fields, stored, seen } = settings;
  const isDone: Readonly<Record<Step, boolean>> = {
    account: caller.kind === "session" && caller.accountId !== null,
    imuis: installation.environmentCode !== null,
    terms: installation.termsVersion === TERMS_VERSION,
    source: fields.source !== undefined && fields.target !== undefined,
    journal: stored !== null,
    vat: installation.configuration !== null,
    payment: seen.includes("payment") || (stored?.paymentMethods.length ?? 0) > 0,
    check: installation.state !== "new",
  };
  return STEPS.map((step) => ({ step, isDone: isDone[step] }));
}

/** Where the set-up goes on: the first step that is not done. */
export function nextStep(progress: readonly Progress[]): Step {
  return progress.find(({ isDone }) => !isDone)?.step ?? "check";
}

export function stepAfter(step: Step): Step {
  return STEPS[STEPS.indexOf(step) + 1] ?? "check";
}
