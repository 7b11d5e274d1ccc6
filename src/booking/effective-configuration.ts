import type { Configuration } from "../domain/configuration.ts";
import type { FiscalCalendar } from "../domain/fiscal-calendar.ts";
import { ok, type Result } from "../domain/result.ts";
import type { Books, BooksFailure } from "./ports/books.ts";
import type { Installation } from "./ports/installations.ts";

/** The configuration as a document sees it. */

/** `startDate: null` means the day of the first activation (contract section 5). */
export function effectiveConfiguration(
  configuration: Configuration,
  installation: Pick<Installation, "firstActiveOn">,
): Configuration {
  return { ...configuration, startDate: configuration.startDate ?? installation.firstActiveOn };
}

/** Sales orders carry no period. */
const NO_CALENDAR: FiscalCalendar = {
  periods: [],
  periodsPerYear: 12,
  closedThrough: null,
  closedForUsersThrough: null,
};

/** The administration's calendar where the target needs one. */
export async function calendarFor(
  configuration: Configuration,
  books: Books,
): Promise<Result<FiscalCalendar, BooksFailure>> {
  return configuration.target === "journal" ? books.readCalendar() : ok(NO_CALENDAR);
}
