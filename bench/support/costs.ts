/** What the bench Worker answers, as this side reads it. */

export interface DatabaseCost {
  readonly roundTrips: number;
  readonly queries: number;
  readonly rowsWritten: number;
  readonly rowsRead: number;
}

export type LedgerCosts = Readonly<
  Record<
    "order" | "invoice" | "newCustomer" | "paidLater" | "consumer" | "coldConsumer",
    DatabaseCost
  >
>;

export interface MailboxCost {
  readonly rowsWritten: number;
}

export interface Plan {
  readonly sql: string;
  readonly scans: readonly string[];
}
