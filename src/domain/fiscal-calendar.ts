import type { CalendarDate } from "./document.ts";

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
