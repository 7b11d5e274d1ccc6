import { spawnSync } from "node:child_process";

import { unstable_readConfig as readConfig } from "wrangler";

/** Runs wrangler and reads wrangler.toml; nothing here knows what for. */

export interface WranglerAnswer {
  readonly ok: boolean;
  readonly output: string;
}

const NO_METRICS = { ...process.env, WRANGLER_SEND_METRICS: "false" };

/** Runs it quietly and answers what it printed. */
export function askWrangler(args: readonly string[]): WranglerAnswer {
  const { status, stdout, stderr } = spawnSync("wrangler", args, {
    encoding: "utf8",
    env: { ...NO_METRICS, CI: "true" },
  });
  return { ok: status === 0, output: `${stdout ?? ""}${stderr ?? ""}` };
}

/** Runs it before everybody's eyes; it may ask. */
export function runWrangler(args: readonly string[]): boolean {
  console.log(`\n> wrangler ${args.join(" ")}`);
  return spawnSync("wrangler", args, { stdio: "inherit", env: NO_METRICS }).status === 0;
}

/** What wrangler.toml says for one environment; null is the root, which is this machine. */
export interface DeployConfiguration {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly databases: readonly { readonly binding: string; readonly id: string | undefined }[];
  readonly producers: readonly { readonly binding: string; readonly queue: string }[];
  readonly consumers: readonly {
    readonly queue: string;
    readonly deadLetters: string | undefined;
  }[];
  readonly durableObjects: readonly string[];
  readonly crons: readonly string[];
  readonly logsOn: boolean;
}

/** As much of wrangler's own reading as is used; its types don't say it. */
interface RawConfiguration {
  readonly vars: Readonly<Record<string, unknown>>;
  readonly d1_databases: readonly { readonly binding: string; readonly database_id?: string }[];
  readonly queues: {
    readonly producers?: readonly { readonly binding: string; readonly queue: string }[];
    readonly consumers?: readonly {
      readonly queue: string;
      readonly dead_letter_queue?: string;
    }[];
  };
  readonly durable_objects: { readonly bindings: readonly { readonly name: string }[] };
  readonly triggers: { readonly crons?: readonly string[] };
  readonly observability?: { readonly enabled?: boolean };
}

export function readDeployConfiguration(environment: string | null): DeployConfiguration {
  const file = readConfig({
    config: "wrangler.toml",
    ...(environment === null ? {} : { env: environment }),
  }) as unknown as RawConfiguration;
  return {
    vars: file.vars,
    databases: file.d1_databases.map(({ binding, database_id: id }) => ({ binding, id })),
    producers: file.queues.producers ?? [],
    consumers: (file.queues.consumers ?? []).map(({ queue, dead_letter_queue: deadLetters }) => ({
      queue,
      deadLetters,
    })),
    durableObjects: file.durable_objects.bindings.map(({ name }) => name),
    crons: file.triggers.crons ?? [],
    logsOn: file.observability?.enabled === true,
  };
}
