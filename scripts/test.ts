/**
 * Runs all tests and keeps the runner's report, from which CI takes its numbers. `-- --full` runs the named scenarios at their
 * large sizes. Everything that the whole run printed, the Worker's own output included, is searched for the secrets of the tests.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

import { secretsIn, secretsOf, TEST_PASSWORD, TEST_SECRETS } from "./support/known-secrets.ts";
import { OWNER_PASSWORD } from "./support/owner.ts";
import { LOCAL_SECRETS } from "./support/worker.ts";

const REPORT = "test-results/vitest.json";

const options = process.argv.slice(2);
const full = options.includes("--full");
const rest = options.filter((option) => option !== "--full");

function runVitest(): Promise<{ readonly status: number; readonly output: string }> {
  const child = spawn(
    "vitest",
    ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${REPORT}`, ...rest],
    {
      stdio: ["inherit", "pipe", "pipe"],
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", ...(full && { FULL: "1" }) },
    },
  );
  const printed: string[] = [];
  const listen = (from: NodeJS.ReadableStream, to: NodeJS.WritableStream): void => {
    from.setEncoding("utf8").on("data", (text: string) => {
      printed.push(text);
      to.write(text);
    });
  };
  listen(child.stdout, process.stdout);
  listen(child.stderr, process.stderr);
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ status: code ?? 1, output: printed.join("") }));
  });
}

function toldSecrets(output: string): readonly string[] {
  const report = existsSync(REPORT) ? readFileSync(REPORT, "utf8") : "";
  return secretsIn(`${output}\n${report}`, [
    ...secretsOf(TEST_SECRETS),
    ...secretsOf(LOCAL_SECRETS),
    { name: "password", value: TEST_PASSWORD },
    { name: "password of an owner", value: OWNER_PASSWORD },
  ]);
}

const { status, output } = await runVitest();
const told = toldSecrets(output);
if (told.length > 0) console.error(`\nThe run printed secrets: ${told.join(", ")}.`);
else console.log("\nNo secret of the tests was printed.");
process.exitCode = told.length > 0 ? 1 : status;
