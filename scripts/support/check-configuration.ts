import type { DeployConfiguration } from "./wrangler.ts";

/** What is wrong with a configuration, in plain words. Pure: what was read is handed in. Names only, never values of secrets. */

export interface Finding {
  readonly ok: boolean;
  readonly message: string;
}

export const SECRETS = [
  "CCV_APP_SECRET",
  "IMUIS_PARTNER_KEY",
  "CREDENTIALS_KEYS",
  "OPERATOR_TOKEN",
] as const;

/** As `src/env.ts` finds them. */
const DATA_BINDING = /^DATA_\d\d$/;

const PLACEHOLDER_ID = "00000000-0000-0000-0000-000000000000";

/** wrangler, vitest and the scripts (types are stripped by Node itself) need this. */
const NODE_MAJOR = 22;

const good = (message: string): Finding => ({ ok: true, message });
const bad = (message: string): Finding => ({ ok: false, message });

export function checkNode(version: string): Finding {
  const major = Number(version.replace(/^v/, "").split(".")[0]);
  return major >= NODE_MAJOR
    ? good(`Node ${version}`)
    : bad(
        `Node ${version} is too old: ${NODE_MAJOR} or newer is needed (npm scripts bring their own).`,
      );
}

/** Everything that wrangler.toml itself must say. `remote`: for a deployment rather than for this machine. */
export function checkFile(file: DeployConfiguration, remote: boolean): readonly Finding[] {
  return [
    ...checkBindings(file),
    ...checkQueues(file),
    file.crons.length === 2
      ? good(`cron ${file.crons.join(" and ")}`)
      : bad("Two crons are needed, every 15 minutes and nightly."),
    file.logsOn
      ? good("logs are kept")
      : bad("[observability] is off: nobody would see a failure."),
    ...(remote ? checkRemoteFile(file) : []),
  ];
}

function checkBindings(file: DeployConfiguration): readonly Finding[] {
  const has: readonly (readonly [string, boolean])[] = [
    ["DB (D1)", file.databases.some(({ binding }) => binding === "DB")],
    ["ORDERS (queue)", file.producers.some(({ binding }) => binding === "ORDERS")],
    ["ADMINISTRATION (Durable Object)", file.durableObjects.includes("ADMINISTRATION")],
  ];
  return [
    ...has.map(([name, isThere]) =>
      isThere ? good(`binding ${name}`) : bad(`The binding ${name} is missing in wrangler.toml.`),
    ),
    ...file.databases
      .filter(({ binding }) => binding !== "DB" && !DATA_BINDING.test(binding))
      .map(({ binding }) =>
        bad(`The database ${binding} is never used: data databases are called DATA_01 and so on.`),
      ),
  ];
}

function checkQueues({ producers, consumers }: DeployConfiguration): readonly Finding[] {
  const queue = producers.find(({ binding }) => binding === "ORDERS")?.queue;
  const consumer = consumers.find((candidate) => candidate.queue === queue);
  if (consumer === undefined) return [bad(`Nothing consumes the queue ${queue ?? "ORDERS"}.`)];
  const { deadLetters } = consumer;
  if (deadLetters === undefined) return [bad(`The queue ${queue} has no dead-letter queue.`)];
  if (!deadLetters.endsWith("-dlq")) {
    return [bad(`The dead-letter queue ${deadLetters} must be named after its queue: …-dlq.`)];
  }
  return consumers.some((candidate) => candidate.queue === deadLetters)
    ? [good(`queues ${queue} and ${deadLetters}`)]
    : [bad(`Nothing consumes ${deadLetters}: what ends there would be lost.`)];
}

function checkRemoteFile({ databases, vars }: DeployConfiguration): readonly Finding[] {
  return [
    ...databases.map(({ binding, id }) =>
      id !== undefined && id !== "" && id !== PLACEHOLDER_ID
        ? good(`the database ${binding} has an id`)
        : bad(
            `database_id of ${binding} is still the placeholder: create the database (docs/operations.md) and put its id there.`,
          ),
    ),
    checkPublicUrl(vars["PUBLIC_URL"], true),
    vars["ENVIRONMENT"] === "development"
      ? bad(
          "ENVIRONMENT is development: any address could be called. Leave it out or say production.",
        )
      : good("ENVIRONMENT is production"),
  ];
}

export function checkPublicUrl(url: unknown, remote: boolean): Finding {
  if (typeof url !== "string" || url === "") return bad("PUBLIC_URL is missing.");
  if (url.endsWith("/")) return bad("PUBLIC_URL ends with a slash: every signature would differ.");
  if (!URL.canParse(url)) return bad(`PUBLIC_URL is no address: ${url}`);
  if (remote && !url.startsWith("https://")) return bad("PUBLIC_URL must begin with https://.");
  if (remote && new URL(url).hostname.endsWith(".example")) {
    return bad(`PUBLIC_URL is still the placeholder ${url}.`);
  }
  return new URL(url).pathname === "/"
    ? good(`PUBLIC_URL ${url}`)
    : bad("PUBLIC_URL must be an origin without a path.");
}

/** `present` are the names that are set, wherever. */
export function checkSecrets(present: readonly string[]): readonly Finding[] {
  return SECRETS.map((name) =>
    present.includes(name) ? good(`secret ${name}`) : bad(`The secret ${name} is not set.`),
  );
}

/** Of a local value only its form is looked at; it is never repeated. */
export function checkKeysForm(value: string): Finding {
  const entries = value.split(",");
  const kids = entries.map((entry) => /^([\w-]{1,32}):[A-Za-z0-9+/]{43}=$/.exec(entry.trim())?.[1]);
  const isWell = !kids.includes(undefined) && new Set(kids).size === kids.length;
  return isWell
    ? good(
        `CREDENTIALS_KEYS has ${kids.length === 1 ? "one key" : `${kids.length} keys`}: ${kids.join(", ")}`,
      )
    : bad("CREDENTIALS_KEYS must be kid:base64(32 bytes), comma separated, each kid once.");
}
