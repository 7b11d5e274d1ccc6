/** iMUIS's Foutmelding as a failure in our words (imuis.md 1.8 and 5). Its texts are Dutch and free: they go on as they are. */
import type { BooksFailure } from "../../booking/ports/books.ts";

/** No list of texts exists: a session is over when the text speaks of one (imuis.md 5). */
const SESSION_OVER = /\bsess(?:ie|ion)/i;

/** The code at the end, as in `… opnieuw inloggen (CS005)`. */
const CODE = /\((CS\d+)\)/;

/** A field of iMUIS holds less; what is longer is no message. */
const MESSAGE_LIMIT_CHARACTERS = 500;

export function isSessionOver(fault: string): boolean {
  return SESSION_OVER.test(fault);
}

export function refused(fault: string): BooksFailure {
  const message = fault === "" ? "iMUIS refused without saying why" : fault;
  const code = CODE.exec(fault)?.[1] ?? null;
  return { kind: "refused", message: message.slice(0, MESSAGE_LIMIT_CHARACTERS), code };
}

export function loginRefused(fault: string): BooksFailure {
  const message = fault === "" ? "iMUIS refused the login without saying why" : fault;
  return { kind: "login-refused", message: message.slice(0, MESSAGE_LIMIT_CHARACTERS) };
}

export function unavailable(message: string, executed: "no" | "unknown"): BooksFailure {
  return { kind: "unavailable", message: message.slice(0, MESSAGE_LIMIT_CHARACTERS), executed };
}

/** The environment code was taken back, or the partner key: what a login would have been refused for (imuis.md 1.5). */
export function concernsAccess(text: string): boolean {
  return /omgevingscode|partnerkey|partner-key/i.test(text);
}
