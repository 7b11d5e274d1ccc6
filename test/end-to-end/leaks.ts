import type { ServedSandbox } from "../../sandbox/serve.ts";
import { type Secret, secretsIn, secretsOf } from "../../scripts/support/known-secrets.ts";
import { LOCAL_SECRETS } from "../../scripts/support/worker.ts";
import type { Database } from "./harness.ts";

/**
 * What must never be told, looked for in everything that a whole test file made the Worker tell: its log, every row it
 * stored (documents with trace and errors, tickets, mails, dead letters), and every answer of the dashboard's API.
 */

/** Remembers what the API answers and which sessions and tokens it gives. */
export interface Listener {
  readonly fetch: typeof fetch;
  readonly answers: readonly string[];
  readonly given: readonly Secret[];
}

export function createListener(): Listener {
  const answers: string[] = [];
  const given: Secret[] = [];
  return {
    answers,
    given,
    async fetch(input, init) {
      const response = await fetch(input, init);
      const [, session = ""] =
        /session=([^;]+)/.exec(response.headers.get("set-cookie") ?? "") ?? [];
      given.push({ name: "session", value: session });
      const text = await response.clone().text();
      const [, token = ""] = /"token":"([^"]+)"/.exec(text) ?? [];
      // A new token is shown once, in this answer; afterwards it is a secret like the others.
      if (token === "") answers.push(text);
      else given.push({ name: "API token", value: token });
      return response;
    },
  };
}

/** Secrets of ours and of the shops. */
function knownSecrets(sandbox: ServedSandbox): readonly Secret[] {
  const { shops } = sandbox.control;
  const known = shops.list();
  const keys = known.flatMap(({ name: shop }) => shops.webhooks({ shop }).map(({ key }) => key));
  return [
    ...secretsOf(LOCAL_SECRETS),
    ...known.map(({ name, apiSecret }) => ({ name: `api secret of ${name}`, value: apiSecret })),
    ...keys.map((key) => ({ name: "webhook key", value: key ?? "" })),
    { name: "SOAP", value: "<soap" },
  ].map(({ name, value }) => ({ name, value: value ?? "" }));
}

/** The sandbox's customer, whom no error, warning, ticket or mail may name. The trace at the document does, for its owner. */
const CUSTOMER: readonly Secret[] = [
  { name: "name of a customer", value: "Bakker" },
  { name: "street of a customer", value: "Dorpsstraat" },
  { name: "e-mail address of a customer", value: "anna@example" },
];

/** A log moreover holds nobody's address and nothing that looks like a session or a token. */
const NEVER_LOGGED: readonly Secret[] = [
  ...CUSTOMER,
  { name: "e-mail address", value: "@example." },
  { name: "session cookie", value: "session=" },
  { name: "bearer token", value: "Bearer " },
];

export interface Told {
  readonly logs: string;
  readonly databases: readonly Database[];
  readonly listener: Listener;
  /** What the owners typed: passwords and environment codes. */
  readonly typed: readonly Secret[];
}

/** Where which secret was found. */
export async function leaksIn(sandbox: ServedSandbox, told: Told): Promise<readonly string[]> {
  const secrets = [...knownSecrets(sandbox), ...told.listener.given, ...told.typed];
  const places: readonly (readonly [string, string, readonly Secret[]])[] = [
    ["the log", told.logs, [...secrets, ...NEVER_LOGGED]],
    ["the database", await ofAll(told.databases, everythingStored), secrets],
    ["what is shown of a document", await ofAll(told.databases, shownTexts), CUSTOMER],
    ["an answer", told.listener.answers.join("\n"), secrets],
  ];
  return places.flatMap(([place, text, looked]) =>
    secretsIn(text, looked).map((name) => `${name} in ${place}`),
  );
}

async function ofAll(
  databases: readonly Database[],
  read: (database: Database) => Promise<string>,
): Promise<string> {
  return (await Promise.all(databases.map((database) => read(database)))).join("\n");
}

/** Texts that go on to support and to whoever reads a mail. */
async function shownTexts(database: Database): Promise<string> {
  const queries = [
    "SELECT error, warnings FROM documents",
    "SELECT subject, message, details, answer FROM tickets",
    "SELECT subject, body FROM mails",
  ].map((sql) => database.prepare(sql).all());
  return JSON.stringify((await Promise.all(queries)).map(({ results }) => results));
}

async function everythingStored(database: Database): Promise<string> {
  const { results } = await database
    .prepare(
      "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
    )
    .all<{ name: string }>();
  const tables = await Promise.all(
    results.map(
      async ({ name }) => (await database.prepare(`SELECT * FROM "${name}"`).all()).results,
    ),
  );
  return JSON.stringify(tables);
}
