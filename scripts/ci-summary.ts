/** CI's closing line, from the runner's own report: a run without a report, or in which nothing ran, has failed. */
import { readFileSync } from "node:fs";

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
}

function readReport(): Report | null {
  try {
    return JSON.parse(readFileSync("test-results/vitest.json", "utf8")) as Report;
  } catch {
    return null;
  }
}

const report = readReport();
/** The test command also fails when the run printed a secret, which the runner's report doesn't know. */
const isWell = report?.success === true && (process.argv[3] ?? "0") === "0";
const failed = report ? Math.max(report.numFailedTests, isWell ? 0 : 1) : 1;
const passed = report?.numPassedTests ?? 0;
const skipped = report?.numPendingTests ?? 0;
const checks = process.argv[2] === "0" ? 0 : 1;
console.log(
  `${passed} passed, ${failed + checks} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
);
process.exitCode = failed + checks > 0 || passed === 0 ? 1 : 0;
