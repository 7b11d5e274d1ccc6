import { z } from "zod";

import type { AdministrationRpc } from "./administration/rpc.ts";
import type { Message } from "./booking/message.ts";
import { fail, ok, type Result } from "./domain/result.ts";

/** The Worker's environment (contract section 1): variables, secrets and bindings, checked once per isolate. */

const SECONDS_PER_HOUR = 3600;

const url = z.string().refine((text) => /^https?:\/\/[^/\s]+/.test(text) && !text.endsWith("/"), {
  message: "must be a URL without trailing slash",
});
/** A vendor's address: a slash at its end is tolerated, since the path is put behind it. */
const vendorUrl = z
  .string()
  .regex(/^https?:\/\/[^/\s]+/)
  .transform((text) => text.replace(/\/+$/, ""));
const wholeNumber = (least: number) =>
  z.coerce.number().int().min(least).max(Number.MAX_SAFE_INTEGER);
const binding = <Type>() => z.custom<Type>((value) => value !== undefined && value !== null);

/** What the vault accepts; it throws on anything else, which would be a 500 without a name. */
function areKeys(entries: readonly string[]): boolean {
  const kids = entries.map((entry) => /^([\w-]{1,32}):[A-Za-z0-9+/]{43}=$/.exec(entry.trim())?.[1]);
  return !kids.includes(undefined) && new Set(kids).size === kids.length;
}

const variables = z.object({
  PUBLIC_URL: url,
  ENVIRONMENT: z.enum(["production", "development"]).default("production"),
  IMUIS_URL: vendorUrl.default("https://api.kingfinance.nl/v1/ws1_xml.asmx"),
  VIES_URL: vendorUrl.default("https://ec.europa.eu/taxation_customs/vies/rest-api"),
  IMUIS_TIMEOUT_MS: wholeNumber(1).default(30_000),
  IMUIS_SETTLE_MS: wholeNumber(0).default(60_000),
  RETRY_BASE_SECONDS: z.coerce.number().min(0).max(SECONDS_PER_HOUR).default(30),
  CCV_APP_SECRET: z.string().min(1),
  IMUIS_PARTNER_KEY: z.string().min(1),
  CREDENTIALS_KEYS: z.string().refine((text) => areKeys(text.split(",")), {
    message: "must be kid:base64(32 bytes), comma separated, each kid once",
  }),
  OPERATOR_TOKEN: z.string().min(1),
  MAIL_FROM: z.string().optional(),
  SUPPORT_ADDRESS: z.string().optional(),
  DB: binding<D1Database>(),
  ORDERS: binding<Queue<Message>>(),
  ADMINISTRATION: binding<DurableObjectNamespace<AdministrationRpc>>(),
  ASSETS: binding<Fetcher>(),
  EMAIL: z.custom<SendEmail>().optional(),
  METRICS: z.custom<AnalyticsEngineDataset>().optional(),
});

export type Environment = z.infer<typeof variables> & {
  /** Further data databases, by the name of their binding. */
  readonly DATA: Readonly<Record<string, D1Database>>;
};

/** Any number of them, so they are found by their names. */
const DATA_BINDING = /^DATA_\d\d$/;

function dataDatabases(raw: object): Environment["DATA"] {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => DATA_BINDING.test(name)));
}

/** Names only: a value may be a secret. */
export interface EnvironmentProblem {
  readonly names: readonly string[];
}

const checked = new WeakMap<object, Result<Environment, EnvironmentProblem>>();

/** Checks the raw bindings; the answer is remembered per `env` object, so that a request pays for it once. */
export function readEnvironment(raw: object): Result<Environment, EnvironmentProblem> {
  const known = checked.get(raw);
  if (known) return known;
  const parsed = variables.safeParse(raw);
  const answer = parsed.success
    ? ok({ ...parsed.data, DATA: dataDatabases(raw) })
    : fail({ names: [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))] });
  checked.set(raw, answer);
  return answer;
}
