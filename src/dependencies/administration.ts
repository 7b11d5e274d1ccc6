import { grouped } from "../adapters/d1/grouped-statements.ts";
import { createSpreadDocuments } from "../adapters/d1/spread-documents.ts";
import { createSessionKeeper } from "../adapters/durable-object/session-store.ts";
import { createBooks } from "../adapters/imuis/books.ts";
import type { Gate } from "../booking/guard-connection.ts";
import type { Books } from "../booking/ports/books.ts";
import type { SetUpDependencies } from "../booking/setup/dependencies.ts";
import { type Base, baseOf, callFetch, type OutsideWork } from "./base.ts";

/** What an administration's Durable Object needs. */

export interface AdministrationDependencies {
  readonly work: OutsideWork;
  readonly setUp: SetUpDependencies;
  createBooks(environmentCode: string, gate: Gate): Books;
  /** Through another administration's object. */
  booksElsewhere(environmentCode: string): Promise<Books>;
  /** Turns the dot of every installation that the connection serves. */
  reportConnection(
    installationIds: readonly string[],
    report: { readonly connection: string; readonly problem: string | null },
  ): Promise<void>;
}

export function createAdministrationDependencies(
  raw: object,
  state: { readonly storage: DurableObjectStorage; readonly name: string },
): AdministrationDependencies {
  const base = baseOf(raw);
  const { environment } = base;
  const sessions = createSessionKeeper(state.storage, base.vault, state.name);
  return {
    work: { ...base.work, documents: createSpreadDocuments(base.databases, grouped) },
    setUp: base.setUp,
    createBooks: (environmentCode, gate) =>
      createBooks({
        fetch: callFetch,
        url: environment.IMUIS_URL,
        partnerKey: environment.IMUIS_PARTNER_KEY,
        environmentCode,
        timeoutMs: environment.IMUIS_TIMEOUT_MS,
        now: () => new Date(),
        sessions,
        gate,
      }),
    booksElsewhere: base.books,
    reportConnection: (installationIds, report) => reportConnection(base, installationIds, report),
  };
}

async function reportConnection(
  base: Base,
  installationIds: readonly string[],
  { connection, problem }: { readonly connection: string; readonly problem: string | null },
): Promise<void> {
  const state = { problem, checkedAt: base.work.now() };
  const shopOf = /^shop\/(.+)$/.exec(connection)?.[1];
  const concerned = shopOf === undefined ? installationIds : [shopOf];
  for (const id of concerned) {
    await base.installations.change(id, shopOf === undefined ? { imuis: state } : { ccv: state });
  }
}
