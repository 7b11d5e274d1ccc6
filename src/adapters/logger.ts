/** One JSON line per event. Only fields that are named here by their caller; never a payload, a secret or a name of a person. */
export type LogFields = Readonly<Record<string, string | number | boolean | null>>;

export function log(event: string, fields: LogFields): void {
  // oxlint-disable-next-line no-console -- the platform's log is the console; this is the only place that writes to it
  console.log(JSON.stringify({ event, ...fields }));
}
