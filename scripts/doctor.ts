/**
 * Says in plain words what a configuration still lacks. Without options this machine's; `--env staging|production` looks at
 * that environment's part of wrangler.toml, and with `--remote` also at the account: secrets (names only), migrations, address.
 */
import { existsSync, readFileSync } from "node:fs";
import { parseEnv } from "node:util";

import {
  checkFile,
  checkKeysForm,
  checkNode,
  checkPublicUrl,
  checkSecrets,
  type Finding,
} from "./support/check-configuration.ts";
import { askWrangler, readDeployConfiguration } from "./support/wrangler.ts";

const TIMEOUT_MS = 10_000;

function optionOf(name: string): string | null {
  const at = process.argv.indexOf(name);
  return at < 0 ? null : (process.argv[at + 1] ?? null);
}

/** `.dev.vars` is what `wrangler dev` reads. */
function localVariables(): Readonly<Record<string, string | undefined>> {
  return existsSync(".dev.vars") ? parseEnv(readFileSync(".dev.vars", "utf8")) : {};
}

function checkMigrations(database: string, where: readonly string[]): Finding {
  const { ok, output } = askWrangler(["d1", "migrations", "list", database, ...where]);
  if (!ok) {
    return {
      ok: false,
      message: `The migrations of ${database} can't be listed: ${lastLine(output)}`,
    };
  }
  const waiting = output.match(/\d{4}_\w+\.sql/g) ?? [];
  return waiting.length === 0
    ? { ok: true, message: `all migrations are applied to ${database}` }
    : {
        ok: false,
        message: `Not applied to ${database}: ${waiting.join(", ")}. Run: wrangler d1 migrations apply ${database} ${where.join(" ")}`,
      };
}

function lastLine(output: string): string {
  const lines = output.split("\n").filter((line) => line.includes("ERROR"));
  return lines.at(0)?.trim() ?? "wrangler failed";
}

async function checkAnswer(url: unknown): Promise<Finding> {
  try {
    const answer = await fetch(`${String(url)}/health`, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (answer.ok) return { ok: true, message: `${String(url)} answers` };
    const body = (await answer.text()).slice(0, 300);
    return { ok: false, message: `${String(url)}/health answers ${answer.status}: ${body}` };
  } catch {
    return { ok: false, message: `${String(url)} does not answer.` };
  }
}

async function checkRemote(environment: string): Promise<readonly Finding[]> {
  const env = ["--env", environment];
  const account = askWrangler(["whoami"]);
  if (!account.ok || /not authenticated/i.test(account.output)) {
    return [{ ok: false, message: "Not logged in: wrangler login, or set CLOUDFLARE_API_TOKEN." }];
  }
  const secrets = askWrangler(["secret", "list", "--format", "json", ...env]);
  const names = [...secrets.output.matchAll(/"name":\s*"(\w+)"/g)].map(([, name]) => name ?? "");
  const { vars, databases } = readDeployConfiguration(environment);
  return [
    ...checkSecrets(names),
    ...databases.map(({ binding }) => checkMigrations(binding, ["--remote", ...env])),
    await checkAnswer(vars["PUBLIC_URL"]),
  ];
}

async function checkLocal(): Promise<readonly Finding[]> {
  const variables = localVariables();
  const keys = variables["CREDENTIALS_KEYS"];
  return [
    existsSync(".dev.vars")
      ? { ok: true, message: ".dev.vars is there" }
      : {
          ok: false,
          message: "There is no .dev.vars; `npm start` brings its own, `npm run dev` needs it.",
        },
    ...checkSecrets(Object.keys(variables)),
    ...(keys === undefined ? [] : [checkKeysForm(keys)]),
    checkPublicUrl(variables["PUBLIC_URL"], false),
    ...readDeployConfiguration(null).databases.map(({ binding }) =>
      checkMigrations(binding, ["--local"]),
    ),
  ];
}

async function findings(): Promise<readonly Finding[]> {
  const environment = optionOf("--env");
  const isRemote = process.argv.includes("--remote");
  const file = readDeployConfiguration(environment);
  return [
    checkNode(process.version),
    ...checkFile(file, environment !== null),
    ...(environment === null ? await checkLocal() : []),
    ...(environment !== null && isRemote ? await checkRemote(environment) : []),
  ];
}

const found = await findings();
for (const { ok, message } of found) console.log(`${ok ? "ok     " : "MISSING"} ${message}`);
const missing = found.filter(({ ok }) => !ok).length;
console.log(
  missing === 0
    ? "\nNothing is missing."
    : `\n${missing} to be done; docs/operations.md tells how.`,
);
if (missing > 0) process.exitCode = 1;
