/** What may not rise (issue 7): counted in the tests and in `npm run bench:guard`. */
export const LIMITS = {
  /** CCV: order and rows; iMUIS: the entry. */
  vendorCalls: 3,
  /** D1, with the rows of indexes. */
  rowsWritten: 8,
  /** The object's own SQLite: a row and its index in, the row out; SQLite counts no index at a deletion. */
  mailboxRowsWritten: 3,
  /** D1: claim, surroundings, intent, record. */
  roundTrips: 4,
  bundleGzipKibibytes: 300,
} as const;
