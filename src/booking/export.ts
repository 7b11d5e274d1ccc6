/** Everything that is kept of one installation, for its owner to take along. Leaves out secrets: they are worth nothing elsewhere. */

/** In the order of the file. */
export const EXPORT_PARTS = [
  "installation",
  "configurationChanges",
  "documents",
  "knownDebtors",
  "knownProducts",
  "backfills",
  "tickets",
  "invoices",
  "mails",
  "tokens",
] as const;
export type ExportPart = (typeof EXPORT_PARTS)[number];

export interface ExportPage {
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** Where the next page begins; null after the last. */
  readonly next: readonly string[] | null;
}

export interface ExportRepository {
  /** `after` is what the page before answered as `next`. */
  page(
    installationId: string,
    part: ExportPart,
    after: readonly string[] | null,
  ): Promise<ExportPage>;
}
