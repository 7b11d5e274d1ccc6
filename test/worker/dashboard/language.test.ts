import { describe, test } from "vitest";

import { chaptersOf } from "../../../src/http/dashboard/help/help-pages.tsx";
import { textsOf } from "../../../src/http/dashboard/texts/texts.ts";
import { PUBLIC_URL } from "../http/fakes.ts";
import { newActiveOwner, startApp } from "../http/owner.ts";
import { makeEverything } from "./everything.ts";
import { emptyList, open } from "./visitor.ts";

/** A Dutch page is wholly Dutch and an English one wholly English, whatever it has to tell. */

/** Words that every text of a few sentences holds, and that the other language doesn't have. */
const FOREIGN = {
  nl: "the and not with from for this that these are were has have been does can will would could should which when what why who there their they by an to on at you your it its be but if than then only other another each every into between while where because cannot cancelled order's orders booked booking found answer answered error warning rate rates setting amount unknown missing invoice invoices customer debtor journal entry entries shipping payment rounding revenue discount total_tax refused connection network deliver delivered queue said failed",
  en: "het een van niet voor met naar zijn wordt worden geen uw bij dat dit deze ook nog maar dan die aan heeft hebben kan kunnen moet zal zou welke wanneer wat waarom wie waar zij hun wel al alle alles andere ander elke tussen omdat zodra zonder niets nooit altijd geboekt boeken boeking gevonden antwoord fout fouten waarschuwing tarief tarieven instelling instellingen bedrag onbekend ontbreekt factuur facturen klant klanten debiteur dagboek betaalkosten afronding omzet korting winkel regel regels btw",
} as const;

/** Names that look like a programmer's. */
const NAMES = new Set(["iMUIS", "iDEAL", "eCommerce"]);

/** What VIES and iMUIS call things themselves. */
const VENDOR_CODES = /\b(?:MS_UNAVAILABLE|METADATA|DOCTYPE)\b/g;

/** What a person reads or hears of a page. */
function readable(html: string): string {
  const heard = [...html.matchAll(/(?:aria-label|title|placeholder|alt|data-[a-z]+)="([^"]*)"/g)];
  const body = html
    .replaceAll(/<(button|script|style)[^>]*lang="[^"]*"[^>]*>.*?<\/\1>/gs, " ")
    .replaceAll(/<code>\w+<\/code>/g, " ")
    .replaceAll(/<[^>]*>/g, "\n");
  return [body, ...heard.map(([, text = ""]) => text)]
    .join("\n")
    .replaceAll(/&#39;|&rsquo;/g, "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&amp;", "&")
    .replaceAll(/“[^”]*”/g, " ")
    .replaceAll(/\S+@\S+|https?:\S+|\/[\w/]+/g, " ")
    .replaceAll(VENDOR_CODES, " ");
}

/** Each line that holds something of the other language, or of a program. */
function foreignLines(html: string, language: "nl" | "en"): readonly string[] {
  const foreign = new Set(FOREIGN[language].split(" "));
  return readable(html)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => {
      const words = line.match(/(?<!\w)[A-Za-zÀ-ÿ'_]+(?!\w)/g) ?? [];
      return words.some(
        (word) =>
          (foreign.has(word.toLowerCase()) && !/^[A-Z]{2}$/.test(word)) ||
          (/[a-z][A-Z]/.test(word) && !NAMES.has(word.replace("'s", "")) && /^[a-z]/.test(word)) ||
          /^[A-Z]+_[A-Z_]+$/.test(word),
      );
    });
}

/** Forms that are answered by a page: looked at, refused, or asked back. */
const FORMS: readonly (readonly [path: string, form: Readonly<Record<string, string>>])[] = [
  ["/documents/order/100/preview", {}],
  ["/documents/order/100/process", {}],
  ["/documents/order/100/dismiss", { reason: "KvK" }],
  ["/documents/order/200/resolve", { outcome: "booked" }],
  ["/configuration/source", { vatNumber: "x", homeCountry: "XX", startDate: "x" }],
  ["/configuration/journal", { maxRoundingDifferenceCents: "99999" }],
  ["/configuration/vat/NL", { "rates[0].vatCode": "2", "rates[0].percentage": "x" }],
  [
    "/configuration/payment",
    { "paymentMethods[0].name": "ideal", "paymentMethods[0].debtor": "paypal" },
  ],
  ["/configuration/details", { act: "what-if", entryAmounts: "excl" }],
  ["/setup/imuis", { environmentCode: "wrong" }],
  ["/setup/terms", {}],
  ["/search/fetch", { kind: "order", number: "9" }],
  ["/profile/email", { additionalEmail: "x" }],
  ["/profile/stop", {}],
  ["/profile/tokens", { name: "" }],
  ["/profile/erase", { email: "", name: "" }],
  ["/migration", { kind: "order", from: "2026-02-01", to: "2026-01-01" }],
  ["/questions", { subject: "", message: "" }],
  ["/login", { email: "x", password: "y" }],
  ["/reset/confirm", { token: "x", password: "een-lang-wachtwoord" }],
];

describe("the language of a page", () => {
  test("the check finds what is foreign", ({ expect }) => {
    const page = '<p>Het dagboek</p><p title="The journal">kijkt vatCode na: VAT_CODE_MISSING</p>';
    expect(foreignLines(page, "nl")).toEqual(["kijkt vatCode na: VAT_CODE_MISSING", "The journal"]);
    expect(foreignLines("<p>The journal</p><b>wordt geboekt</b>", "en")).toEqual(["wordt geboekt"]);
    const link = '<a href="/help/errors#GAVE_UP">GAVE_UP</a>';
    expect(foreignLines(link, "nl")).toEqual(["GAVE_UP"]);
  });

  test.for(["nl", "en"] as const)("is %s throughout", async (language, { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    const pages = await makeEverything(harness, owner);
    const chapters = chaptersOf(language).map(({ id }) => `/help/${id}`);
    const done = Object.keys(textsOf(language).messages.done).map(
      (name) => `/skipped?done=${name}`,
    );
    const found: string[] = [];
    for (const path of [...pages, ...chapters, ...done]) {
      const answer = await open(harness, path, {
        language,
        ...(!/^.(login|reset)/.test(path) && { cookie: owner.cookie }),
      });
      const html = await answer.text();
      expect([
        path,
        answer.headers.get("location"),
        html.includes(`<html lang="${language}"`),
      ]).toEqual([path, null, true]);
      found.push(...foreignLines(html, language).map((line) => `${path}: ${line}`));
    }
    expect(found).toEqual([]);
  });

  test.for(["nl", "en"] as const)("what a form is answered is %s", async (language, { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    emptyList(harness, owner);
    await makeEverything(harness, owner);
    harness.world.books.refusedCodes.set("wrong", "Rekening 8000 geblokkeerd (CS001)");
    const message = "CCV Shop: no answer within 30000 ms";
    harness.world.preview = { kind: "unavailable", code: "CCV_UNAVAILABLE", message };
    const found: string[] = [];
    for (const [path, form] of FORMS) {
      const answer = await harness.call(path, {
        method: "POST",
        body: new URLSearchParams(form).toString(),
        ...(!/^.(login|reset)/.test(path) && { cookie: owner.cookie }),
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          "accept-language": language,
          origin: PUBLIC_URL,
        },
      });
      const html = await answer.text();
      expect([path, html.includes(`<html lang="${language}"`)]).toEqual([path, true]);
      found.push(...foreignLines(html, language).map((line) => `${path}: ${line}`));
    }
    expect(found).toEqual([]);
  });

  test.for(["nl", "en"] as const)(
    "every sentence of a page's own texts is %s",
    (language, { expect }) => {
      const sentences = flatten(textsOf(language)).map((text) => text.replaceAll("<", "&lt;"));
      expect(foreignLines(sentences.join("\n"), language)).toEqual([]);
    },
  );
});

/** Texts that need figures are given some. */
function flatten(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    const figures = { vatCode: "1", actual: "9", expected: "21" };
    return flatten((value as (...figures: unknown[]) => unknown)(figures, 2));
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap((part) => flatten(part));
}
