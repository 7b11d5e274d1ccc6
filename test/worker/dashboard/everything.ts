import { env } from "cloudflare:workers";

import {
  ERROR_CODES,
  OPEN_REASONS,
  SKIPPED_REASONS,
  WARNING_CODES,
} from "../../../src/domain/codes.ts";
import { decide } from "../../../src/domain/decide.ts";
import { AMOUNT_TEXTS, RATE_TEXTS, STEP_TEXTS } from "../../../src/domain/explain-texts.ts";
import { warning } from "../../../src/domain/warning.ts";
import { configuration, order } from "../../unit/domain/fixtures.ts";
import type { Harness, Owner } from "../http/owner.ts";
import { AT, CAUSES, FIGURES, HISTORY } from "./happenings.ts";

/** A shop in which everything has happened that a page can tell of: every code, event, cause, warning, step and problem. */

interface Seed {
  readonly status: string;
  readonly reason?: string;
  readonly error?: unknown;
  readonly warnings?: unknown;
  readonly booking?: unknown;
  readonly trace?: unknown;
  readonly evidence?: unknown;
  readonly linkedTo?: string;
  readonly history?: readonly object[];
}

const orNull = (value: unknown) => (value === undefined ? null : JSON.stringify(value));

async function seed(owner: Owner, sourceId: string, document: Seed): Promise<string> {
  await env.DB.prepare(
    "INSERT INTO documents (installation_id, kind, source_id, status, reason, error, number, sort_date, booking_date, customer, total_cents, currency, received_at, processed_at, imuis_reference, booking, trace, warnings, vat_evidence, linked_to, history) VALUES (?, 'order', ?, ?, ?, ?, ?, '2026-11-24', '2026-11-24', 'Anna Bakker', 5008, 'EUR', 1, 1, '41-1', ?, ?, ?, ?, ?, ?)",
  )
    .bind(
      owner.installationId,
      sourceId,
      document.status,
      document.reason ?? null,
      orNull(document.error),
      `ORD${sourceId}`,
      orNull(document.booking),
      orNull(document.trace),
      JSON.stringify(document.warnings ?? [warning("CHANGED_AFTER_BOOKING", FIGURES)]),
      orNull(document.evidence),
      document.linkedTo ?? null,
      JSON.stringify(
        (document.history ?? HISTORY).map((entry) => Object.assign({ at: AT }, entry)),
      ),
    )
    .run();
  return `/documents/order/${sourceId}`;
}

/** Every amount rule, rate rule and step, on a booking whose rows they belong to. */
function bookingWithEverything(): Seed {
  const verdict = decide(order(), configuration(), {
    byPerson: false,
    ignoreStartDate: false,
    paidOn: null,
    bookingDate: null,
    acceptVatNumber: null,
  });
  if (verdict.kind !== "book") throw new Error("the fixture is not booked");
  const [line] = verdict.draft.lines;
  if (line === undefined) throw new Error("the fixture has no line");
  const rateRules = Object.keys(RATE_TEXTS);
  const lines = Object.keys(AMOUNT_TEXTS).map((amountRule, index) =>
    Object.assign(structuredClone(line), {
      description: `Mok ${index}`,
      trace: Object.assign(structuredClone(line.trace), {
        amountRule,
        rateRule: rateRules[index % rateRules.length],
      }),
    }),
  );
  const rows = lines.map(({ description, ledgerAccount, vatCode, vatCents, amountCents }) => ({
    ledgerAccount: ledgerAccount ?? 0,
    vatCode: vatCode ?? 0,
    quantity: "1",
    documentNumber: "1",
    description,
    amountCents: -amountCents,
    vatCents: -vatCents,
  }));
  return {
    status: "processed",
    booking: {
      type: "journalEntry",
      journal: 41,
      offsetAccount: 2975,
      fiscalYear: 2026,
      period: 11,
      entryDate: "2026-11-24",
      amounts: "incl",
      total: { debtorNumber: 12_000, amountCents: 5008, description: "ORD1" },
      lines: rows,
    },
    trace: {
      document: {
        treatment: "domestic",
        steps: Object.keys(STEP_TEXTS).map((code) => ({ code, figures: FIGURES })),
      },
      lines,
    },
    warnings: WARNING_CODES.map((code) => warning(code, FIGURES)),
    evidence: {
      kind: "valid",
      vatNumber: "BE0123456749",
      requestDate: "2026-11-24",
      consultationNumber: "WAPI1",
      name: "Bakker BV",
      address: "Gent",
    },
  };
}

const PROBLEMS = [
  { code: "UNKNOWN_JOURNAL", setting: "journal", figures: { value: "55" } },
  {
    code: "UNKNOWN_ACCOUNT",
    setting: "vat.countries[0].rates[0].accounts.shipping",
    figures: { value: "8091" },
  },
  { code: "UNKNOWN_VAT_CODE", setting: "vat.icp.vatCode", figures: { value: "7" } },
  { code: "UNKNOWN_ACCOUNT", setting: "productRules[0].account" },
  { code: "UNKNOWN_PAYMENT_CONDITION", setting: "debtorDefaults.paymentCondition" },
  {
    code: "VAT_PERCENTAGE_DIFFERS",
    setting: "vat.countries[0].rates[0].vatCode",
    figures: { code: "2", actual: "9", expected: "21" },
  },
  {
    code: "VAT_CALCULATION_DIFFERS",
    setting: "vat.countries[0].rates[0].vatCode",
    figures: { code: "2", actual: "excl", expected: "incl" },
  },
].map((problem) => Object.assign(problem, { message: "This message is not for pages." }));

async function callEverything(harness: Harness, { token }: Owner): Promise<void> {
  const before = await (await harness.call("/api/configuration", { token })).json<object>();
  const changed = {
    ...before,
    closedPeriods: "nextOpen",
    markInShop: true,
    vatNumber: "NL810755610B01",
    paymentMethods: [{ name: "ideal", debtor: 12_000 }],
    productRules: [{ productNumber: "GIFT*", productType: null, account: 1850, vatCode: 0 }],
  };
  await harness.call("/api/configuration", { method: "PUT", body: changed, token });
  await harness.call("/api/questions", { body: { subject: "Bon", message: "Bon 12?" }, token });
  await harness.call("/api/documents/order/100/report-problem", { body: {}, token });
  for (const dryRun of [true, false]) {
    const body = { kind: "order", from: "2026-01-01", to: "2026-01-31", dryRun };
    await harness.call("/api/backfill", { body, token });
  }
}

async function change(sql: string, ...values: readonly (string | number)[]): Promise<void> {
  await env.DB.prepare(sql)
    .bind(...values)
    .run();
}

/** Answers the path of every page there is. */
export async function makeEverything(harness: Harness, owner: Owner): Promise<readonly string[]> {
  const documents = [
    await seed(owner, "100", bookingWithEverything()),
    await seed(owner, "101", { status: "unknown" }),
    await seed(owner, "102", {
      status: "processed",
      evidence: { kind: "no-answer", code: "MS_UNAVAILABLE", message: "not told on pages" },
    }),
  ];
  const failing = ERROR_CODES.map((code): Seed => ({
    status: "error",
    error: { code, figures: FIGURES },
  }));
  const waiting = OPEN_REASONS.map((reason): Seed => {
    return {
      status: "open",
      reason,
      history: [{ event: "settled", code: reason, detail: CAUSES.unreadable }],
    };
  });
  const skipped = SKIPPED_REASONS.map((reason): Seed => ({
    status: "skipped",
    reason,
    linkedTo: "invoice/300",
  }));
  for (const [index, document] of [...failing, ...waiting, ...skipped].entries()) {
    documents.push(await seed(owner, String(200 + index), document));
  }
  await callEverything(harness, owner);
  const { installationId: id } = owner;
  await change(
    "UPDATE backfills SET state = 'failed', problem = ? WHERE installation_id = ? AND dry_run = 0",
    CAUSES.silent,
    id,
  );
  await change(
    "UPDATE installations SET setting_problems = ?, ccv_problem = ?, imuis_problem = ? WHERE id = ?",
    JSON.stringify(PROBLEMS),
    CAUSES.shop,
    CAUSES.down,
    id,
  );
  const { results } = await env.DB.prepare("SELECT id FROM backfills WHERE installation_id = ?")
    .bind(id)
    .all<{ id: string }>();
  return [...documents, ...results.map((run) => `/migration/${run.id}`), ...PAGES];
}

const PAGES = [
  "/",
  "/report",
  "/errors",
  "/errors?code=VAT_CODE_MISSING",
  "/open",
  "/skipped",
  "/warnings",
  "/search?search=ORD1",
  "/search?search=niets",
  "/configuration",
  ...[
    "source",
    "journal",
    "payment",
    "products",
    "details",
    "vat",
    "vat/NL",
    "vat/DE",
    "vat/icp",
    "vat/remove",
  ].map((section) => `/configuration/${section}`),
  "/profile",
  "/profile/changes",
  "/profile/mails",
  "/migration",
  "/questions",
  "/help",
  ...["account", "imuis", "terms", "source", "journal", "vat", "vat/BE", "payment", "check"].map(
    (step) => `/setup/${step}`,
  ),
  "/installations",
  "/login",
  "/reset",
  "/reset/confirm?token=x",
  "/documents/order/9",
];
