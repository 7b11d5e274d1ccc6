/**
 * Which addresses may be a shop's `api_root` (issue 2): https and a public host name, nothing else. The handshake is the only
 * thing that vouches for it, so it must not be able to point us at our own network. Only development relaxes that.
 */
import { fail, ok, type Result } from "../../domain/result.ts";

/** Names that mean something only inside some network, or stand for an address written in them. */
const PRIVATE_SUFFIXES: readonly string[] = [
  "localhost",
  "local",
  "localdomain",
  "internal",
  "intranet",
  "private",
  "corp",
  "home",
  "lan",
  "arpa",
  "test",
  "invalid",
  "onion",
  "nip.io",
  "sslip.io",
  "xip.io",
  "localtest.me",
  "lvh.me",
];

const LABEL = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9])?$/;
const TOP_LEVEL_LABEL = /^([a-z]{2,}|xn--[a-z0-9-]+)$/;

/** DNS's own limit. */
const HOST_NAME_LIMIT_CHARACTERS = 253;

/** The origin, without a trailing slash, or why it cannot be one. */
export function checkApiRoot(
  url: string,
  options: { readonly allowInsecure: boolean },
): Result<string, { readonly message: string }> {
  const parsed = parseUrl(url);
  if (parsed === null) return fail({ message: "api_root is not an address" });
  const problem = shapeProblem(parsed) ?? (options.allowInsecure ? null : originProblem(parsed));
  return problem === null ? ok(parsed.origin) : fail({ message: `api_root ${problem}` });
}

/** The URL parser turns every notation of an IP address into its usual one, and host names into lower case. */
function parseUrl(url: string): URL | null {
  return URL.canParse(url) ? new URL(url) : null;
}

function shapeProblem(url: URL): string | null {
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must begin with https://";
  if (url.username !== "" || url.password !== "") return "must not hold credentials";
  if (url.pathname !== "/" || url.search !== "" || url.hash !== "") return "must not hold a path";
  return null;
}

function originProblem(url: URL): string | null {
  if (url.protocol !== "https:") return "must begin with https://";
  if (url.port !== "") return "must not name a port";
  return isPublicHostName(url.hostname) ? null : "must have a public host name";
}

function isPublicHostName(host: string): boolean {
  const labels = host.split(".");
  if (labels.length < 2 || host.length > HOST_NAME_LIMIT_CHARACTERS) return false;
  if (!labels.every((label) => LABEL.test(label))) return false;
  if (!TOP_LEVEL_LABEL.test(labels.at(-1) ?? "")) return false;
  return !PRIVATE_SUFFIXES.some((suffix) => host === suffix || host.endsWith(`.${suffix}`));
}
