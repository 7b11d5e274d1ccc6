import type { BookingError } from "./booking-error.ts";
import { dateOfYearDay, dateParts, dateText, daysInMonth, daysInYear } from "./calendar-date.ts";
import type { Configuration } from "./configuration.ts";
import type { CalendarDate } from "./document.ts";
import { fail, ok, type Result } from "./result.ts";

export interface FiscalPeriod {
  readonly fiscalYear: number;
  readonly period: number;
  readonly from: CalendarDate;
  /** Inclusive. */
  readonly to: CalendarDate;
}

export interface PeriodReference {
  readonly fiscalYear: number;
  readonly period: number;
}

/**
 * The administration's own calendar (imuis.md 2.2): listed periods where the books give them,
 * else `periodsPerYear` equal periods of the calendar year. Closed means: up to and including that year and period.
 */
export interface FiscalCalendar {
  readonly periods: readonly FiscalPeriod[];
  readonly periodsPerYear: number;
  readonly closedThrough: PeriodReference | null;
  readonly closedForUsersThrough: PeriodReference | null;
}

export interface ChosenPeriod {
  readonly date: CalendarDate;
  readonly period: PeriodReference;
  /** The date is not the document's own: its period was closed. */
  readonly moved: boolean;
}

const DAYS_PER_FOUR_WEEKS = 28;
const MONTHS_PER_YEAR = 12;

/** The fiscal year and period of a date (reading A11); null when the listed calendar does not know the date. */
export function periodOf(calendar: FiscalCalendar, date: CalendarDate): PeriodReference | null {
  const found = periodsAround(calendar, dateParts(date).year).find(
    (period) => period.from <= date && date <= period.to,
  );
  return found === undefined ? null : { fiscalYear: found.fiscalYear, period: found.period };
}

/**
 * The period a document is booked in. The books let this program post into periods that are closed for users, so it has
 * to look itself (A11): `hold` answers `PERIOD_CLOSED`, `nextOpen` takes the first day of the next open period, `book`
 * books all the same. What is closed for good is never booked in, whatever the setting.
 */
export function choosePeriod(
  calendar: FiscalCalendar,
  date: CalendarDate,
  closedPeriods: Configuration["closedPeriods"],
): Result<ChosenPeriod, BookingError> {
  const period = periodOf(calendar, date);
  if (period === null) {
    return fail({ code: "PERIOD_CLOSED", figures: { date, period: "-" } });
  }
  const closedForAll = isClosed(period, calendar.closedThrough);
  const closedForUsers = isClosed(period, calendar.closedForUsersThrough);
  if (!closedForAll && (!closedForUsers || closedPeriods === "book")) {
    return ok({ date, period, moved: false });
  }
  const next = closedPeriods === "nextOpen" ? nextOpenPeriod(calendar, date) : null;
  if (next === null) {
    const name = `${period.fiscalYear}-${period.period}`;
    return fail({ code: "PERIOD_CLOSED", figures: { date, period: name } });
  }
  const { fiscalYear } = next;
  return ok({ date: next.from, period: { fiscalYear, period: next.period }, moved: true });
}

/**
 * The periods of a calendar year where the books list none: months or groups of them; thirteen are four weeks each, of
 * which the last takes the days that are left.
 */
export function equalPeriods(year: number, periodsPerYear: number): FiscalPeriod[] {
  const whole = Number.isInteger(periodsPerYear) && periodsPerYear > 0;
  const count = whole ? periodsPerYear : MONTHS_PER_YEAR;
  if (MONTHS_PER_YEAR % count === 0) {
    return Array.from({ length: count }, (_, index) => monthsPeriod(year, count, index));
  }
  return Array.from({ length: count }, (_, index) => weeksPeriod(year, count, index));
}

function monthsPeriod(year: number, count: number, index: number): FiscalPeriod {
  const months = MONTHS_PER_YEAR / count;
  const last = (index + 1) * months;
  return {
    fiscalYear: year,
    period: index + 1,
    from: dateText({ year, month: index * months + 1, day: 1 }),
    to: dateText({ year, month: last, day: daysInMonth(year, last) }),
  };
}

function weeksPeriod(year: number, count: number, index: number): FiscalPeriod {
  const days = count === 13 ? DAYS_PER_FOUR_WEEKS : Math.floor(daysInYear(year) / count);
  const last = index + 1 === count ? daysInYear(year) : (index + 1) * days;
  return {
    fiscalYear: year,
    period: index + 1,
    from: dateOfYearDay(year, index * days + 1),
    to: dateOfYearDay(year, last),
  };
}

/** The listed periods, or those of the years around when none are listed. */
function periodsAround(calendar: FiscalCalendar, year: number): readonly FiscalPeriod[] {
  return calendar.periods.length > 0
    ? calendar.periods
    : equalPeriods(year, calendar.periodsPerYear);
}

function nextOpenPeriod(calendar: FiscalCalendar, date: CalendarDate): FiscalPeriod | null {
  const { year } = dateParts(date);
  const lastClosed = Math.max(
    calendar.closedThrough?.fiscalYear ?? year,
    calendar.closedForUsersThrough?.fiscalYear ?? year,
  );
  const candidates =
    calendar.periods.length > 0
      ? [...calendar.periods]
      : yearsBetween(year, lastClosed + 1).flatMap((each) =>
          equalPeriods(each, calendar.periodsPerYear),
        );
  const later = candidates
    .filter((period) => period.from > date && isOpen(calendar, period))
    .sort((left, right) => (left.from < right.from ? -1 : 1));
  return later[0] ?? null;
}

function yearsBetween(first: number, last: number): number[] {
  return Array.from({ length: Math.max(last - first + 1, 0) }, (_, index) => first + index);
}

function isOpen(calendar: FiscalCalendar, period: PeriodReference): boolean {
  return (
    !isClosed(period, calendar.closedThrough) && !isClosed(period, calendar.closedForUsersThrough)
  );
}

/** Up to and including the year and period that the books name. */
function isClosed(period: PeriodReference, through: PeriodReference | null): boolean {
  if (through === null) {
    return false;
  }
  return (
    period.fiscalYear < through.fiscalYear ||
    (period.fiscalYear === through.fiscalYear && period.period <= through.period)
  );
}
