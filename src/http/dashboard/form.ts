import { createMiddleware } from "hono/factory";

import { ownWords } from "../../domain/own-words.ts";
import type { HttpContext, HttpEnv } from "../context.ts";
import { problemResponse } from "../problem.ts";
import type { ApiAnswer } from "./call-api.ts";
import type { Texts } from "./texts/texts.ts";

/** Forms as a browser sends them, and what was wrong with them. */

/** Field name to message. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface Form {
  /** Trimmed; `""` when it isn't there. */
  text(name: string): string;
  all(name: string): readonly string[];
  has(name: string): boolean;
}

export const EMPTY_FORM: Form = { text: () => "", all: () => [], has: () => false };

export async function readForm(c: HttpContext): Promise<Form> {
  const parsed = await c.req.parseBody({ all: true });
  const all = (name: string): string[] => {
    const value = parsed[name];
    const values = Array.isArray(value) ? value : [value];
    return values.filter((part) => typeof part === "string").map((part) => part.trim());
  };
  return { all, text: (name) => all(name)[0] ?? "", has: (name) => parsed[name] !== undefined };
}

/** Something that calls itself a form but can't be read as one is the sender's fault. */
export const requireForm = createMiddleware<HttpEnv>(async (c, next) => {
  if (c.req.method !== "POST") return next();
  try {
    await c.req.parseBody();
  } catch {
    return problemResponse({
      status: 400,
      code: "INVALID_FORM",
      detail: "The body can't be read as a form.",
    });
  }
  return next();
});

/** A whole number; null for anything else. */
export function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

export function textOrNull(text: string): string | null {
  return text === "" ? null : text;
}

/** What a page says about an answer that is no success. */
export function problemText(texts: Texts, answer: Pick<ApiAnswer, "code" | "detail">): string {
  const known = texts.messages.problems[answer.code];
  const isTold = answer.code === "IMUIS_LOGIN_FAILED" && answer.detail !== "";
  const detail = ownWords(answer.detail, texts.language);
  if (known !== undefined) return isTold ? `${known} (${detail})` : known;
  return `${texts.messages.problem} (${answer.code})`;
}

/** The API's errors under the names of a form's fields; its paths are those names unless `rename` says otherwise. */
export function fieldErrors(
  texts: Texts,
  answer: Pick<ApiAnswer, "errors">,
  rename: (path: string) => string = (path) => path,
): FieldErrors {
  return Object.fromEntries(
    answer.errors.map(({ path, message }) => [rename(path), wordError(texts, path, message)]),
  );
}

function wordError(texts: Texts, path: string, message: string): string {
  const { fields } = texts.messages;
  if (message.includes("more than once")) return fields.twice;
  if (path.endsWith("percentage")) return fields.percentage;
  if (path.endsWith(".debtor")) return fields.debtor;
  if (path.endsWith("vatNumber")) return fields.vatNumber;
  if (path.endsWith("mail")) return fields.email;
  if (path.endsWith("password")) return fields.password;
  if (/date|validFrom|^from|^to$/i.test(path)) return fields.date;
  const [, least] = />=(\d+) characters/.exec(message) ?? [];
  if (least !== undefined && least !== "1") return fields.short(least);
  return /required|received (undefined|null)|>=1 characters/.test(message)
    ? fields.required
    : fields.invalid;
}
