import type { FaultEffect } from "../faults/fault.ts";
import type { Clock } from "../shared/clock.ts";
import { randomText } from "../shared/random.ts";

/** The REST API of VIES: most errors come with HTTP 200 in an envelope; only a boolean `valid` is an answer. */

export type ViesAnswer =
  | { valid: boolean; requestIdentifier?: string; name?: string; address?: string }
  | { error: string };

const MEMBERS =
  "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI".split(" ");

/** The numbers of the test service; they work for every country. */
const TEST_NUMBERS: Readonly<Record<string, ViesAnswer>> = {
  "100": { valid: true },
  "200": { valid: false },
  "201": { error: "INVALID_INPUT" },
  "202": { error: "INVALID_REQUESTER_INFO" },
  "300": { error: "SERVICE_UNAVAILABLE" },
  "301": { error: "MS_UNAVAILABLE" },
  "302": { error: "TIMEOUT" },
  "400": { error: "VAT_BLOCKED" },
  "401": { error: "IP_BLOCKED" },
  "500": { error: "GLOBAL_MAX_CONCURRENT_REQ" },
  "501": { error: "GLOBAL_MAX_CONCURRENT_REQ_TIME" },
  "600": { error: "MS_MAX_CONCURRENT_REQ" },
  "601": { error: "MS_MAX_CONCURRENT_REQ_TIME" },
};

export interface ViesCall {
  method: string;
  /** Below `/vies/rest-api`. */
  path: string;
  body: string;
  effect: FaultEffect | null;
}

interface Question {
  countryCode: string;
  vatNumber: string;
  requester: string | null;
}

export class Vies {
  readonly #clock: Clock;
  /** Answers by country and number, for example `DE136695976`. */
  readonly answers = new Map<string, ViesAnswer>();
  /** What is said of numbers that nobody set. */
  fallback: ViesAnswer = { valid: false };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  answer(call: ViesCall): Response {
    if (call.effect?.kind === "viesError") {
      return failure(call.effect.error, call.effect.status ?? 200);
    }
    const { method, path } = call;
    if (method === "GET" && path === "/check-status") return this.#status();
    const byPath = /^\/ms\/(\w{2})\/vat\/([^/]+)$/.exec(path);
    if (method === "GET" && byPath) {
      const [, countryCode = "", vatNumber = ""] = byPath;
      return this.#check({ countryCode, vatNumber, requester: null }, "isValid");
    }
    const test = path === "/check-vat-test-service";
    if (method !== "POST" || !(test || path === "/check-vat-number")) {
      return new Response("Not Found", { status: 404 });
    }
    const question = readQuestion(call.body);
    if (!question) return failure("INVALID_INPUT", 400);
    if (test && !TEST_NUMBERS[question.vatNumber]) return failure("SERVICE_UNAVAILABLE", 200);
    return this.#check(question, "valid");
  }

  /** The GET form answers `isValid` and `userError`, the POST form `valid`. */
  #check(question: Question, field: "valid" | "isValid"): Response {
    const { countryCode, vatNumber, requester } = question;
    const number = vatNumber.toUpperCase();
    if (!MEMBERS.includes(countryCode)) return failure("INVALID_INPUT", 400);
    if (requester !== null && !MEMBERS.includes(requester.slice(0, 2))) {
      return failure("INVALID_REQUESTER_INFO", 200);
    }
    const set = this.answers.get(countryCode + number) ?? TEST_NUMBERS[number] ?? this.fallback;
    if ("error" in set) return failure(set.error, set.error === "INVALID_INPUT" ? 400 : 200);
    return Response.json({
      [field]: set.valid,
      requestDate: this.#clock().toISOString(),
      ...(field === "isValid" ? { userError: set.valid ? "VALID" : "INVALID" } : { countryCode }),
      vatNumber,
      requestIdentifier: requester ? identifier(set.requestIdentifier) : "",
      name: set.name ?? "---",
      address: set.address ?? "---",
      ...TRADER_MATCHES,
    });
  }

  #status(): Response {
    const countries = MEMBERS.map((countryCode) => ({ countryCode, availability: "Available" }));
    return Response.json({ vow: { available: true }, countries });
  }
}

const TRADER_MATCHES = {
  traderNameMatch: "NOT_PROCESSED",
  traderStreetMatch: "NOT_PROCESSED",
  traderPostalCodeMatch: "NOT_PROCESSED",
  traderCityMatch: "NOT_PROCESSED",
  traderCompanyTypeMatch: "NOT_PROCESSED",
};

/** The consultation number, which only comes back to a caller that names itself. */
function identifier(set: string | undefined): string {
  return set ?? `WAPIAAAA${randomText(8).toUpperCase()}`;
}

function failure(error: string, status: number): Response {
  return Response.json({ actionSucceed: false, errorWrappers: [{ error }] }, { status });
}

function readQuestion(body: string): Question | null {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof input !== "object" || input === null) return null;
  const { countryCode, vatNumber, requesterMemberStateCode, requesterNumber } = input as Record<
    string,
    unknown
  >;
  if (typeof countryCode !== "string" || typeof vatNumber !== "string") return null;
  const named = typeof requesterMemberStateCode === "string" && typeof requesterNumber === "string";
  return {
    countryCode,
    vatNumber,
    requester: named ? `${requesterMemberStateCode}${requesterNumber}` : null,
  };
}
