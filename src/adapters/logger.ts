/**
 * One JSON line per event: the only way to the platform's log. Which fields may appear is a list, so that a new caller
 * cannot log a payload by mistake; texts are cut and must look like a code, an id or a path.
 */

export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

/** Nothing here can hold a secret or a person: ids of ours, codes, counts and times. */
export const LOG_FIELDS: ReadonlySet<string> = new Set([
  "account",
  "attempt",
  "code",
  "column",
  "cron",
  "documents",
  "dropped",
  "error",
  "event",
  "failures",
  "form",
  "from",
  "installation",
  "document",
  "key",
  "kind",
  "message",
  "ms",
  "outcome",
  "path",
  "reason",
  "row",
  "rows",
  "side",
  "table",
  "ticket",
  "to",
  "values",
]);

/** Longer than any id, code or path of ours. */
const TEXT_LIMIT_CHARACTERS = 160;

/** Letters of codes, ids and paths: no `@`, no blank, so no address and no name of a person. */
const PLAIN_TEXT = /^[\w.:/|…-]*$/;

export function log(event: string, fields: LogFields): void {
  // oxlint-disable-next-line no-console -- the platform's log is the console; this is the only place that writes to it
  console.log(logLine(event, fields));
}

/** The line as written: fields that are not on the list are left out and only counted. */
export function logLine(event: string, fields: LogFields): string {
  const kept = Object.entries(fields).filter(([name]) => LOG_FIELDS.has(name));
  const leftOut = Object.keys(fields).length - kept.length;
  const shown = Object.fromEntries(kept.map(([name, value]) => [name, plain(value)]));
  const { event: subject, ...others } = shown;
  return JSON.stringify({
    event,
    ...others,
    ...(subject === undefined ? {} : { subject }),
    ...(leftOut === 0 ? {} : { leftOut }),
  });
}

function plain(value: string | number | boolean | null): string | number | boolean | null {
  if (typeof value !== "string") return value;
  if (!PLAIN_TEXT.test(value)) return "(not plain)";
  return value.slice(0, TEXT_LIMIT_CHARACTERS);
}
