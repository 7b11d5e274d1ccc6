import type { CalendarDate } from "./document.ts";

/** Calendar arithmetic on text and whole numbers: a booking date has no time and no zone. */

export interface DateParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

export function dateParts(date: CalendarDate): DateParts {
  const [year = 0, month = 0, day = 0] = date.split("-").map(Number);
  return { year, month, day };
}

export function dateText({ year, month, day }: DateParts): CalendarDate {
  return [String(year).padStart(4, "0"), two(month), two(day)].join("-");
}

/** `dd-mm-yyyy`, as people in the Netherlands write it. */
export function dutchDate(date: CalendarDate): string {
  const { year, month, day } = dateParts(date);
  return [two(day), two(month), String(year)].join("-");
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) {
    return isLeapYear(year) ? 29 : 28;
  }
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The date that many days after 1 January, which is day 1. */
export function dateOfYearDay(year: number, yearDay: number): CalendarDate {
  let day = yearDay;
  let month = 1;
  while (day > daysInMonth(year, month)) {
    day -= daysInMonth(year, month);
    month += 1;
  }
  return dateText({ year, month, day });
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}
