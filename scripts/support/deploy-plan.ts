/** What a deployment does, in order, and what it refuses. Pure, so that it can be tested without an account. */

export const ENVIRONMENTS = ["staging", "production"] as const;
export type DeployEnvironment = (typeof ENVIRONMENTS)[number];

export interface DeployOptions {
  readonly environment: DeployEnvironment;
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean;
  /** A migration that drops something is wanted: no running version needs it any more. */
  readonly allowContract: boolean;
}

/** The options, or why they are refused. */
export function readOptions(args: readonly string[]): DeployOptions | string {
  const at = args.indexOf("--env");
  const name = at < 0 ? undefined : args[at + 1];
  const environment = ENVIRONMENTS.find((candidate) => candidate === name);
  if (environment === undefined) {
    return `Name the environment: npm run deploy -- --env ${ENVIRONMENTS.join(" | ")}. The root of wrangler.toml is never deployed.`;
  }
  return {
    environment,
    dryRun: args.includes("--dry-run"),
    allowContract: args.includes("--allow-contract"),
  };
}

export interface Step {
  readonly title: string;
  readonly wrangler: readonly string[];
}

/** Migrations first, of every database: they only add, so that the version that still runs goes on working with them. */
export function stepsOf(
  { environment }: DeployOptions,
  databases: readonly string[],
): readonly Step[] {
  const env = ["--env", environment];
  return [
    ...databases.map((name) => ({
      title: `Where ${name} can be taken back to`,
      wrangler: ["d1", "time-travel", "info", name, ...env],
    })),
    ...databases.map((name) => ({
      title: `Migrations of ${name}`,
      wrangler: ["d1", "migrations", "apply", name, "--remote", ...env],
    })),
    { title: "The Worker", wrangler: ["deploy", ...env] },
  ];
}

const CONTRACTING = /\b(DROP\s+TABLE|DROP\s+COLUMN|RENAME\s+(TO|COLUMN)|__new_)/i;

/** Migrations that take something away from the version that still runs, or rebuild a table (cloudflare.md 0.7). */
export function contractingMigrations(
  files: readonly { readonly name: string; readonly sql: string }[],
): readonly string[] {
  return files.filter(({ sql }) => CONTRACTING.test(sql)).map(({ name }) => name);
}

export interface SmokeAnswer {
  readonly path: string;
  readonly status: number;
  readonly body: string;
}

/** Asked after a deployment; each with what a well Worker answers. */
export const SMOKE_PATHS = ["/health", "/api/openapi.json", "/api/status"] as const;

/** What is wrong with the answers, in words. */
export function judgeSmoke(answers: readonly SmokeAnswer[]): readonly string[] {
  return answers.flatMap(({ path, status, body }) => {
    if (body.includes("BAD_ENVIRONMENT")) return [`${path}: the configuration is refused: ${body}`];
    const wanted = path === "/api/status" ? 401 : 200;
    return status === wanted ? [] : [`${path} answered ${status} instead of ${wanted}.`];
  });
}
