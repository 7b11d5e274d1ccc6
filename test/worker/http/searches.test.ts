import { env } from "cloudflare:workers";
import { beforeAll, describe, test } from "vitest";

import { DOCUMENT_STATUSES, type DocumentStatus } from "../../../src/domain/codes.ts";
import { insertDocument, nightOfSearches } from "../rows.ts";
import { type Harness, newActiveOwner, type Owner, startApp } from "./owner.ts";

/** What a search finds, against the same question asked of a plain array. */

interface Kept {
  readonly sourceId: string;
  readonly status: DocumentStatus;
  readonly code: string | null;
  readonly number: string;
  readonly customer: string;
  readonly reference: string | null;
  readonly date: string;
}

const CUSTOMERS = [
  "Anna Bakker",
  "anna de Groot",
  "Firma 50% & Zn.",
  "Müller GmbH",
  "MÜLLER",
  "a_b",
  "",
  "Vereniging van Eigenaren Parkzicht",
  "Vereniging van Eigendom Parkzicht",
  "😀😀😀😀😀😀😀😀😀😀😀😀😀 winkel",
];

const CODES = { open: "NOT_PAID", skipped: "ZERO_TOTAL", error: "GAVE_UP" } as const;

function codeOf(status: DocumentStatus): string | null {
  return status in CODES ? CODES[status as keyof typeof CODES] : null;
}

const KEPT: readonly Kept[] = Array.from({ length: 140 }, (_, n) => {
  const status = DOCUMENT_STATUSES[n % DOCUMENT_STATUSES.length] ?? "open";
  const number = n % 3 === 0 ? `Ord-${n}` : String(20_210_000 + n);
  return {
    sourceId: String(1000 + n),
    status,
    code: codeOf(status),
    number,
    customer: CUSTOMERS[n % CUSTOMERS.length] ?? "",
    reference: status === "processed" ? `41-2023-${n % 12}-${n % 4 === 0 ? number : n}` : null,
    date: `2026-${String(1 + (n % 12)).padStart(2, "0")}-15`,
  };
});

let harness: Harness;
let owner: Owner;

/** The same documents, with nothing, everything and only a part of them written down for searches. */
const STAGES = [
  "before any night",
  "after a night",
  "after changes",
  "after the next night",
] as const;
const owners = new Map<(typeof STAGES)[number], Owner>();

async function keep(shop: Owner, { sourceId, status, ...document }: Kept): Promise<void> {
  await insertDocument(shop.installationId, sourceId, {
    status,
    reason: status === "error" ? null : document.code,
    error:
      status === "error" ? JSON.stringify({ code: document.code, figures: { anna: "x" } }) : null,
    number: document.number,
    customer: document.customer,
    imuis_reference: document.reference,
    sort_date: document.date,
    received_at: 1,
  });
}

beforeAll(async () => {
  harness = startApp();
  owner = await newFullOwner();
  owners.set("before any night", owner);
  const written = await newFullOwner();
  await nightOfSearches(written.installationId);
  owners.set("after a night", written);
  for (const stage of ["after changes", "after the next night"] as const) {
    owners.set(stage, await newChangedOwner());
  }
  await nightOfSearches(owners.get("after the next night")?.installationId ?? "");
});

/** What is kept came, or became so, after the night. */
async function newChangedOwner(): Promise<Owner> {
  const shop = await newActiveOwner(harness);
  const was: ((document: Kept) => Kept | null)[] = [
    (document) => document,
    () => null,
    (document) => ({ ...document, customer: "Somebody" }),
    (document) => ({ ...document, date: "2025-05-05" }),
    (document) => ({ ...document, number: "", reference: null }),
  ];
  for (const [place, document] of KEPT.entries()) {
    const before = was[place % was.length]?.(document);
    if (before) await keep(shop, before);
    if (place % 20 === 0) await keep(shop, { ...document, sourceId: `gone-${place}` });
  }
  await nightOfSearches(shop.installationId);
  await env.DB.prepare(
    "DELETE FROM documents WHERE installation_id = ? AND source_id LIKE 'gone-%'",
  )
    .bind(shop.installationId)
    .run();
  for (const [place, document] of KEPT.entries()) {
    if (was[place % was.length]?.(document) === null) await keep(shop, document);
    await env.DB.prepare(
      "UPDATE documents SET number = ?, customer = ?, imuis_reference = ?, sort_date = ? WHERE installation_id = ? AND source_id = ?",
    )
      .bind(
        document.number,
        document.customer,
        document.reference,
        document.date,
        shop.installationId,
        document.sourceId,
      )
      .run();
  }
  return shop;
}

async function newFullOwner(): Promise<Owner> {
  const shop = await newActiveOwner(harness);
  for (const document of KEPT) await keep(shop, document);
  return shop;
}

/** Small and capital letters are alike only in ASCII, as in SQLite. */
function small(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

interface Question {
  readonly search?: string;
  readonly code?: string;
  readonly from?: string;
  readonly to?: string;
}

function expected({ search = "", code, from = "", to = "9999" }: Question): readonly string[] {
  return KEPT.filter(
    (document) =>
      [document.number, document.customer, document.reference ?? ""].some((text) =>
        small(text).includes(small(search)),
      ) &&
      (code === undefined || document.code === code) &&
      document.date >= from &&
      document.date <= to,
  )
    .toSorted((one, other) =>
      one.date === other.date
        ? Number(other.sourceId) - Number(one.sourceId)
        : other.date.localeCompare(one.date),
    )
    .map(({ sourceId }) => sourceId);
}

/** Every page of the answer; `between` happens after each. */
async function ask(
  { token }: Owner,
  question: Question,
  between: () => Promise<void> = async () => undefined,
): Promise<string[]> {
  const found: string[] = [];
  for (let cursor: string | null = ""; cursor !== null;) {
    const query = new URLSearchParams({ ...question, limit: "7", ...(cursor && { cursor }) });
    const answer = await harness.call(`/api/documents?${query.toString()}`, { token });
    const page = await answer.json<{
      readonly items: readonly { readonly sourceId: string }[];
      readonly nextCursor: string | null;
    }>();
    found.push(...page.items.map(({ sourceId }) => sourceId));
    cursor = page.nextCursor;
    await between();
  }
  return found;
}

const QUESTIONS: readonly Question[] = [
  { search: "2021000" },
  { search: "ORD-" },
  { search: "ANNA" },
  { search: "bakker" },
  { search: "müller" },
  { search: "MÜLLER" },
  { search: "50%" },
  { search: "a_b" },
  { search: "%" },
  { search: "_" },
  { search: "41-2023-1" },
  { search: "vereniging van eigenaren" },
  { search: "😀😀😀😀😀😀😀😀😀😀😀😀😀 w" },
  { search: "x".repeat(60) },
  { search: "no such thing" },
  { search: "a", from: "2026-03-01", to: "2026-07-15" },
  // The first and the last day stand within blocks.
  { search: "a", from: "2026-03-16", to: "2026-07-14" },
  { search: "anna", code: "NOT_PAID" },
  { search: "ord", code: "GAVE_UP", from: "2026-02-01" },
  { code: "GAVE_UP" },
  { code: "ZERO_TOTAL", to: "2026-06-30" },
  { code: "SOURCE_INVALID" },
];

describe("a search", () => {
  describe.for(STAGES)("%s", (stage) => {
    test.for(QUESTIONS)("finds just what contains it: %o", async (question, { expect }) => {
      expect(await ask(owners.get(stage) ?? owner, question)).toEqual(expected(question));
    });
  });

  test("finds each once while documents arrive before and behind", async ({ expect }) => {
    const shop = await newFullOwner();
    await nightOfSearches(shop.installationId);
    const anna = { status: "processed", code: null, customer: "Anna", reference: "41-1" } as const;
    let arrived = 0;
    const found = await ask(shop, { search: "anna" }, async () => {
      arrived += 1;
      const common = { ...anna, number: `New-${arrived}` };
      await keep(shop, { ...common, sourceId: `${5000 + arrived}`, date: "2026-12-31" });
      await keep(shop, { ...common, sourceId: `${9000 + arrived}`, date: "2025-01-01" });
    });
    expect(found.filter((id) => Number(id) < 5000)).toEqual(expected({ search: "anna" }));
    expect(found.filter((id) => Number(id) >= 5000 && Number(id) < 9000)).toEqual([]);
    expect(new Set(found).size).toBe(found.length);
  });

  test("only of the list's own statuses, and in this shop alone", async ({ expect }) => {
    const processed = KEPT.filter(({ status }) => status === "processed");
    const { token } = owner;
    const answer = await harness.call("/api/report?search=2021&limit=200", { token });
    const { items } = await answer.json<{ readonly items: readonly { sourceId: string }[] }>();
    const inReport = processed.filter(({ number }) => number.includes("2021"));
    expect(items.map(({ sourceId }) => sourceId).toSorted()).toEqual(
      inReport.map(({ sourceId }) => sourceId).toSorted(),
    );
    const coded = await harness.call("/api/report?code=GAVE_UP", { token });
    expect(await coded.json()).toMatchObject({ items: [] });
    const stranger = await newActiveOwner(harness);
    const theirs = await harness.call("/api/documents?search=a", { token: stranger.token });
    expect(await theirs.json()).toMatchObject({ items: [] });
  });
});
