import { beforeAll, describe, test } from "vitest";

import { DOCUMENT_STATUSES, type DocumentStatus } from "../../../src/domain/codes.ts";
import { insertDocument } from "../rows.ts";
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
  return {
    sourceId: String(1000 + n),
    status,
    code: codeOf(status),
    number: n % 3 === 0 ? `Ord-${n}` : String(20_210_000 + n),
    customer: CUSTOMERS[n % CUSTOMERS.length] ?? "",
    reference: status === "processed" ? `41-2023-${n % 12}-${n}` : null,
    date: `2026-${String(1 + (n % 12)).padStart(2, "0")}-15`,
  };
});

let harness: Harness;
let owner: Owner;

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
});

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
  { search: "anna", code: "NOT_PAID" },
  { search: "ord", code: "GAVE_UP", from: "2026-02-01" },
  { code: "GAVE_UP" },
  { code: "ZERO_TOTAL", to: "2026-06-30" },
  { code: "SOURCE_INVALID" },
];

describe("a search", () => {
  test.for(QUESTIONS)("finds just what contains it: %o", async (question, { expect }) => {
    expect(await ask(owner, question)).toEqual(expected(question));
  });

  test("finds each once while documents arrive before and behind", async ({ expect }) => {
    const shop = await newFullOwner();
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
