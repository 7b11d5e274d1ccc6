import type { ErrorCode } from "../domain/codes.ts";
import type { CalendarDate } from "../domain/document.ts";
import type { DocumentKey, PersonalAct } from "./ports/document-record.ts";
import type { Backfill } from "./setup/repositories.ts";

/** What only the dashboard's pages ask of D1: numbers over many documents, and settings that are not complete yet. */

export interface DayCount {
  readonly date: CalendarDate;
  readonly booked: number;
  readonly failed: number;
}

/** Failed documents with one thing to mend. */
export interface FailureCause {
  readonly code: ErrorCode;
  /** Of one of its documents; those that name the cause are the same in all of them. */
  readonly figures: Readonly<Record<string, string>>;
  /** Tells causes of one code apart; `""` where the code says it all. */
  readonly key: string;
  readonly documents: number;
}

/** Steps of the set-up that can't be stored as a configuration yet. */
export interface ConfigurationDraft {
  /** Fields of the configuration as far as they are chosen. */
  readonly fields: Readonly<Record<string, unknown>>;
  /** Steps without anything that must be filled in, which the owner has gone through. */
  readonly seen: readonly string[];
}

export interface DashboardRepository {
  /** Days with documents that were booked or failed, by their date in the lists. */
  days(installationId: string, from: CalendarDate, to?: CalendarDate): Promise<readonly DayCount[]>;
  /** Largest first. */
  causes(installationId: string): Promise<readonly FailureCause[]>;
  /** Presses Process for up to `limit` documents of a cause, in one step; answers which, due now. */
  takeGroup(
    installationId: string,
    taken: {
      readonly group: Pick<FailureCause, "key"> & { readonly code: string };
      readonly act: Extract<PersonalAct, { kind: "process" }>;
      readonly limit: number;
    },
  ): Promise<readonly DocumentKey[]>;
  /** Migrations, newest first. */
  backfills(installationId: string, limit: number): Promise<readonly Backfill[]>;
  draft(installationId: string): Promise<ConfigurationDraft | null>;
  saveDraft(installationId: string, draft: ConfigurationDraft, at: number): Promise<void>;
}
