import { describe, test } from "vitest";

import { newActiveOwner, startApp } from "../http/owner.ts";
import { open, send } from "./visitor.ts";

/** Every field of the settings leads to a paragraph that explains it, and every error code to its own. */

const LANGUAGES = ["nl", "en"] as const;

const SECTIONS = ["source", "journal", "vat/NL", "vat/icp", "payment", "products", "details"];

/** What is filled in, each with the links in its frame: up to where the next field begins. */
function fieldsOf(html: string): readonly { readonly name: string; readonly help: string[] }[] {
  const form =
    /<form method="post" action="\/configuration[^"]*" class="panel">[\s\S]*<\/form>/.exec(
      html,
    )?.[0] ?? "";
  const frames = form
    .split(/(?=<div class="field|<fieldset class="radios"|<div class="check">)/)
    .slice(1);
  const merged = frames.reduce<string[]>((found, frame) => {
    // The choices of a group of radio buttons belong to the group.
    if (frame.startsWith('<div class="check"><input type="radio"'))
      found.push(`${found.pop() ?? ""}${frame}`);
    else found.push(frame);
    return found;
  }, []);
  return merged.map((frame) => ({
    name: /<(?:input|select)[^>]* name="([^"]+)"/.exec(frame)?.[1] ?? "?",
    help: [...frame.matchAll(/<a class="ask-help" href="([^"]+)"/g)].map(([, href = ""]) => href),
  }));
}

async function useOrders(harness: ReturnType<typeof startApp>, cookie: string): Promise<void> {
  await send(harness, "/configuration/source", {
    source: "orders",
    target: "orders",
    homeCountry: "NL",
    cookie,
  });
}

describe("help", () => {
  test.for(LANGUAGES)("is linked from every field, in %s", async (language, { expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const read = async (path: string) => (await open(harness, path, { cookie, language })).text();
    const help = await read("/help/settings");
    const seen: string[] = [];
    const look = async (section: string): Promise<void> => {
      for (const { name, help: links } of fieldsOf(await read(`/configuration/${section}`))) {
        const [link = "", ...others] = links;
        expect([section, name, others]).toEqual([section, name, []]);
        expect([name, link]).toEqual([name, expect.stringMatching(/^\/help\/settings#\w+-\w+$/)]);
        expect([name, help.split(`<div id="${link.split("#")[1]}">`).length]).toEqual([name, 2]);
        seen.push(name);
      }
    };
    for (const section of SECTIONS) await look(section);
    await useOrders(harness, cookie);
    await look("journal");
    expect(new Set(seen).size).toBeGreaterThan(40);
    for (const name of ["source", "target", "journal", "salesOrder.itemGroup", "markInShop"]) {
      expect(seen).toContain(name);
    }
    // Nothing is explained that no field leads to.
    const explained = [...help.matchAll(/<div id="([^"]+)"><dt>([^<]+)<\/dt><dd>([^<]*)<\/dd>/g)];
    expect(explained.length).toBeGreaterThan(30);
    expect(
      explained.filter(([, , title, text]) => title === "" || (text ?? "").length < 20),
    ).toEqual([]);
  });

  test.for(LANGUAGES)(
    "has a paragraph for every error code, in %s",
    async (language, { expect }) => {
      const harness = startApp();
      const { cookie } = await newActiveOwner(harness);
      const html = await (await open(harness, "/help/errors", { cookie, language })).text();
      const { ERROR_CODES } = await import("../../../src/domain/codes.ts");
      for (const code of ERROR_CODES) {
        const section = html.split(`<section id="${code}"`)[1]?.split("</section>")[0] ?? "";
        expect([code, section.includes(`<code>${code}</code>`)]).toEqual([code, true]);
        expect(section.match(/<p>[^<]{20,}<\/p>/g)?.length, code).toBe(2);
      }
    },
  );
});
