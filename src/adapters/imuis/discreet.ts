/**
 * iMUIS may repeat what it was asked with (`Omgevingscode … is onbekend`), and its texts go on to documents, mails and
 * tickets as they are. What identifies us is taken out of them here (issue 6: no secret in errors, tickets or mails).
 */
import type { Identification, SoapAnswer } from "./envelope.ts";

/** A shorter one would stand in ordinary words and figures; no real code is that short. */
const SECRET_MIN_CHARACTERS = 4;

const MASK = "…";

export function withoutSecrets(text: string, identification: Identification): string {
  return Object.values(identification)
    .filter((secret) => secret.length >= SECRET_MIN_CHARACTERS)
    .reduce((left, secret) => left.replaceAll(whole(secret), MASK), text);
}

/** The answer with a Foutmelding that may be shown; everything else is read as it is. */
export function discreet(answer: SoapAnswer, identification: Identification): SoapAnswer {
  return { ...answer, fault: withoutSecrets(answer.fault, identification) };
}

/** Not within a longer word or figure. */
function whole(secret: string): RegExp {
  const escaped = secret.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped}(?![\p{L}\p{N}])`, "giu");
}
