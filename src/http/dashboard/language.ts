import { getCookie, setCookie } from "hono/cookie";

import type { Language } from "../../domain/vocabulary.ts";
import type { HttpContext } from "../context.ts";

/** Dutch unless the visitor chose English, or has a browser that prefers it to Dutch. */

const COOKIE = "language";
const COOKIE_LIFETIME_SECONDS = 365 * 24 * 60 * 60;

export function languageOf(c: HttpContext): Language {
  const chosen = getCookie(c, COOKIE);
  if (chosen === "nl" || chosen === "en") return chosen;
  const wanted = (c.req.header("accept-language") ?? "")
    .split(",")
    .map((part) => part.trim().slice(0, 2).toLowerCase())
    .find((language) => language === "nl" || language === "en");
  return wanted === "en" ? "en" : "nl";
}

/** Remembers the choice for a year. */
export function rememberLanguage(c: HttpContext, language: Language): void {
  setCookie(c, COOKIE, language, {
    path: "/",
    maxAge: COOKIE_LIFETIME_SECONDS,
    sameSite: "Lax",
    httpOnly: true,
    secure: c.env.publicUrl.startsWith("https:"),
  });
}
