import { describe, test } from "vitest";

import type { Chapter } from "../../../src/http/dashboard/help/chapter.ts";
import { chaptersOf } from "../../../src/http/dashboard/help/help-pages.tsx";
import { newActiveOwner, startApp } from "../http/owner.ts";
import { open } from "./visitor.ts";

/** The help has the same places in both languages, so that a link leads to the same answer. */

/** Everything about a chapter but its words. */
function skeletonOf({ id, sections }: Chapter): unknown {
  return {
    id,
    sections: sections.map((section) => ({
      id: section.id,
      paragraphs: section.paragraphs.length,
      points: section.points?.length,
      entries: section.entries?.map((entry) => entry.id),
    })),
  };
}

describe("the help", () => {
  test("has the same chapters, sections and entries in both languages", ({ expect }) => {
    const [nl, en] = [chaptersOf("nl"), chaptersOf("en")];
    expect(en.map(skeletonOf)).toEqual(nl.map(skeletonOf));
    expect(nl.map(({ id }) => id)).toEqual([
      "introduction",
      "how-it-works",
      "environment-code",
      "settings",
      "from-ccv-shop",
      "to-imuis",
      "support",
      "errors",
      "faq",
    ]);
  });

  test.for(["nl", "en"] as const)(
    "has no place twice and no empty text, in %s",
    (language, { expect }) => {
      for (const { id, title, lead, sections } of chaptersOf(language)) {
        const entries = sections.flatMap((section) => section.entries ?? []);
        const places = [...sections, ...entries].map((place) => place.id);
        expect([id, new Set(places).size]).toEqual([id, places.length]);
        const texts = [
          title,
          lead,
          ...sections.map((section) => section.title),
          ...sections.flatMap((section) => section.paragraphs),
          ...sections.flatMap((section) => section.points ?? []),
          ...entries.flatMap((entry) => [entry.title, entry.text]),
        ];
        expect([id, texts.filter((text) => text.trim() === "")]).toEqual([id, []]);
        expect([id, texts.filter((text) => text.split("`").length % 2 === 0)]).toEqual([id, []]);
      }
    },
  );

  test("shows names of fields as such, each entry with its address", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const html = await (await open(harness, "/help/to-imuis", { cookie })).text();
    expect(html).toContain(
      '<div id="total-account"><dt>Rekening (<code>REK</code>)</dt><dd>De debiteur.</dd></div>',
    );
    expect(html).not.toContain("`");
    const contents = await (await open(harness, "/help", { cookie })).text();
    expect(contents).toContain('<a href="/help/from-ccv-shop#paymethod">De betaalwijze</a>');
  });

  test("the settings of payment methods lead to how a name is read", async ({ expect }) => {
    const harness = startApp();
    const { cookie } = await newActiveOwner(harness);
    const linkOf = async (section: string) => {
      const html = await (await open(harness, `/configuration/${section}`, { cookie })).text();
      return /<a class="help" href="([^"]+)"/.exec(html)?.[1];
    };
    expect(await linkOf("payment")).toBe("/help/from-ccv-shop#paymethod");
    expect(await linkOf("details")).toBe("/help/settings#details");
  });
});
