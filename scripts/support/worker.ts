import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createServer } from "node:net";

/** Runs the Worker as `wrangler dev` does, in a process of its own with its own local state. */

export interface WorkerVariables {
  readonly [name: string]: string;
}

export interface RunningWorker {
  readonly publicUrl: string;
  /** Ends it in an orderly way. */
  stop(): Promise<void>;
  /** Ends it and workerd at once, as a power failure would. */
  kill(): Promise<void>;
}

const START_LIMIT_MS = 60_000;

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/** Secrets for a machine where there is nothing to protect: they are known to everybody who reads this. */
export const LOCAL_SECRETS = {
  CCV_APP_SECRET: "sandbox-app-secret",
  IMUIS_PARTNER_KEY: "abcdefghijklmnopqrstuvwxyz",
  CREDENTIALS_KEYS: `local:${Buffer.alloc(32, 7).toString("base64")}`,
  OPERATOR_TOKEN: "local-operator-token-0123456789",
} as const;

export function applyMigrations(stateFolder: string): void {
  const { status, stdout, stderr } = spawnSync(
    "wrangler",
    ["d1", "migrations", "apply", "DB", "--local", "--persist-to", stateFolder],
    { encoding: "utf8", env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" } },
  );
  if (status !== 0) throw new Error(`The migrations could not be applied:\n${stdout}${stderr}`);
}

export async function startWorker(options: {
  readonly stateFolder: string;
  readonly variables: WorkerVariables;
  readonly port?: number;
  readonly onLog?: (line: string) => void;
  /** Any free one when left out. */
  readonly inspectorPort?: number;
  /** Further options of `wrangler dev`. */
  readonly options?: readonly string[];
}): Promise<RunningWorker> {
  const port = options.port ?? (await freePort());
  const publicUrl = `http://127.0.0.1:${port}`;
  const variables = {
    PUBLIC_URL: publicUrl,
    ENVIRONMENT: "development",
    ...LOCAL_SECRETS,
    ...options.variables,
  };
  const child = spawn(
    "wrangler",
    [
      "dev",
      "--ip=127.0.0.1",
      `--port=${port}`,
      `--inspector-port=${options.inspectorPort ?? 0}`,
      ...(options.options ?? []),
      `--persist-to=${options.stateFolder}`,
      "--show-interactive-dev-session=false",
      ...Object.entries(variables).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    {
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, CI: "true", WRANGLER_SEND_METRICS: "false" },
    },
  );
  const output: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output.push(text);
      for (const line of text.split("\n")) options.onLog?.(line);
    });
  }
  await untilHealthy(publicUrl, child, output);
  return {
    publicUrl,
    stop: () => end(child, "SIGTERM"),
    kill: () => end(child, "SIGKILL"),
  };
}

async function untilHealthy(
  publicUrl: string,
  child: ChildProcess,
  output: string[],
): Promise<void> {
  const deadline = Date.now() + START_LIMIT_MS;
  for (;;) {
    const healthy = await fetch(`${publicUrl}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (healthy) return;
    if (child.exitCode !== null || Date.now() > deadline) {
      await end(child, "SIGKILL");
      throw new Error(`The Worker did not start:\n${output.join("")}`);
    }
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

/** wrangler starts workerd as a child of its own: the whole process group is ended. */
function end(child: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) {
      resolve();
      return;
    }
    child.once("exit", () => resolve());
    process.kill(-child.pid, signal);
  });
}
