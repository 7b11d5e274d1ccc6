/** Deploys one environment: checks, migrations, the Worker, a smoke test. Stops at the first step that fails. */
import { readdirSync, readFileSync } from "node:fs";

import { checkFile } from "./support/check-configuration.ts";
import {
  contractingMigrations,
  type DeployOptions,
  judgeSmoke,
  readOptions,
  SMOKE_PATHS,
  type SmokeAnswer,
  stepsOf,
} from "./support/deploy-plan.ts";
import { readDeployConfiguration, runWrangler } from "./support/wrangler.ts";

/** A new version is everywhere within half a minute. */
const SMOKE_ATTEMPTS = 10;
const SMOKE_PAUSE_MS = 3_000;
const SMOKE_TIMEOUT_MS = 10_000;

function problemsBefore(options: DeployOptions): readonly string[] {
  const file = readDeployConfiguration(options.environment);
  const wrong = checkFile(file, true).filter(({ ok }) => !ok);
  const migrations = readdirSync("migrations")
    .filter((name) => name.endsWith(".sql"))
    .map((name) => ({ name, sql: readFileSync(`migrations/${name}`, "utf8") }));
  const contracting = options.allowContract ? [] : contractingMigrations(migrations);
  return [
    ...wrong.map(({ message }) => message),
    ...contracting.map(
      (name) => `${name} takes something away; deploy with --allow-contract once nothing uses it.`,
    ),
  ];
}

async function ask(origin: string, path: string): Promise<SmokeAnswer> {
  try {
    const response = await fetch(`${origin}${path}`, {
      signal: AbortSignal.timeout(SMOKE_TIMEOUT_MS),
    });
    return { path, status: response.status, body: (await response.text()).slice(0, 500) };
  } catch (error) {
    return { path, status: 0, body: error instanceof Error ? error.message : "" };
  }
}

async function smokeTest(origin: string): Promise<readonly string[]> {
  for (let attempt = 1; ; attempt += 1) {
    const answers = await Promise.all(SMOKE_PATHS.map((path) => ask(origin, path)));
    const wrong = judgeSmoke(answers);
    if (wrong.length === 0 || attempt === SMOKE_ATTEMPTS) return wrong;
    await new Promise((resolve) => {
      setTimeout(resolve, SMOKE_PAUSE_MS);
    });
  }
}

async function deploy(options: DeployOptions): Promise<boolean> {
  const before = problemsBefore(options);
  if (before.length > 0) {
    console.error(`Not deployed:\n${before.map((problem) => `- ${problem}`).join("\n")}`);
    return false;
  }
  const { vars, databases } = readDeployConfiguration(options.environment);
  const names = databases.map(({ binding }) => binding);
  for (const { title, wrangler } of stepsOf(options, names)) {
    console.log(`\n== ${title}`);
    if (options.dryRun) console.log(`> wrangler ${wrangler.join(" ")}`);
    else if (!runWrangler(wrangler)) return false;
  }
  if (options.dryRun) return true;
  const origin = String(vars["PUBLIC_URL"]);
  console.log(`\n== Smoke test of ${origin}`);
  const wrong = await smokeTest(origin);
  for (const problem of wrong) console.error(`- ${problem}`);
  if (wrong.length > 0) {
    console.error(`Take the Worker back with: wrangler rollback --env ${options.environment}`);
  }
  return wrong.length === 0;
}

const options = readOptions(process.argv.slice(2));
if (typeof options === "string") {
  console.error(options);
  process.exitCode = 2;
} else if (!(await deploy(options))) {
  process.exitCode = 1;
}
