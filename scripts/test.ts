/** Runs all tests and keeps the runner's report, from which CI takes its numbers. `-- --full` runs the named scenarios at their large sizes. */
import { spawnSync } from "node:child_process";

const REPORT = "test-results/vitest.json";

const options = process.argv.slice(2);
const full = options.includes("--full");
const rest = options.filter((option) => option !== "--full");

const { status } = spawnSync(
  "vitest",
  ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`, ...rest],
  {
    stdio: "inherit",
    env: { ...process.env, WRANGLER_SEND_METRICS: "false", ...(full && { FULL: "1" }) },
  },
);
process.exitCode = status ?? 1;
