import type { LogFields } from "./logger.ts";

/**
 * The same events as the log, as data points of Workers Analytics Engine, for counting over time. The binding is optional:
 * without it nothing is written and nothing is missed, since the log has all of it.
 */

interface DataPoint {
  readonly indexes: string[];
  readonly blobs: string[];
  readonly doubles: number[];
}

/** As much of an Analytics Engine dataset as is used. */
interface Dataset {
  writeDataPoint(point: DataPoint): void;
}

/** One point per event: what happened, to whose installation, with which outcome, and how long it took. */
export function createMetrics(
  dataset: Dataset | undefined,
): (event: string, fields: LogFields) => void {
  if (dataset === undefined) return () => undefined;
  return (event, fields) => {
    try {
      dataset.writeDataPoint(dataPoint(event, fields));
    } catch {
      // Counting must never be the reason that booking fails.
    }
  };
}

/** blob1 event, blob2 to, blob3 code, blob4 kind; double1 is 1 (a count), double2 ms, double3 attempt. */
export function dataPoint(event: string, fields: LogFields): DataPoint {
  const text = (name: string): string => String(fields[name] ?? "");
  const figure = (name: string): number => Number(fields[name] ?? 0);
  return {
    indexes: [text("installation")],
    blobs: [event, text("to"), text("code"), text("kind")],
    doubles: [1, figure("ms"), figure("attempt")],
  };
}
