/** Every error of the API is RFC 9457 `application/problem+json` with a stable code (contract section 2). */

export interface InputError {
  /** Path in the input, `vat.countries[0].rates[1].vatCode`. */
  readonly path: string;
  readonly message: string;
}

export interface Problem {
  readonly status: number;
  /** Stable, upper snake case. */
  readonly code: string;
  readonly detail: string;
  readonly errors?: readonly InputError[];
  /** Further members of the body, for instance what is missing. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

const TITLES: Readonly<Record<number, string>> = {
  400: "Bad request",
  401: "Not authenticated",
  403: "Not allowed",
  404: "Not found",
  409: "Conflict",
  413: "Too large",
  415: "Unsupported media type",
  422: "Invalid input",
  429: "Too many attempts",
  500: "Internal error",
  502: "The other side answered with an error",
  503: "Not available now",
};

/** The answer for a problem. */
export function problemResponse(problem: Problem): Response {
  const { status, code, detail, errors, extra, headers } = problem;
  const body = {
    ...extra,
    type: "about:blank",
    title: TITLES[status] ?? "Error",
    status,
    detail,
    code,
    ...(errors === undefined ? {} : { errors }),
  };
  return Response.json(body, {
    status,
    headers: {
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      ...headers,
    },
  });
}

/** What every request gets while the Worker's configuration is incomplete: the names, never the values. */
export function badEnvironmentResponse(names: readonly string[]): Response {
  return problemResponse({
    status: 500,
    code: "BAD_ENVIRONMENT",
    detail: `Missing or malformed configuration: ${names.join(", ")}.`,
    extra: { names },
  });
}

export function notFound(detail = "There is nothing here."): Response {
  return problemResponse({ status: 404, code: "NOT_FOUND", detail });
}

export function unauthenticated(): Response {
  return problemResponse({
    status: 401,
    code: "UNAUTHENTICATED",
    detail: "Log in, or send a valid token.",
    headers: { "www-authenticate": "Bearer" },
  });
}

/** One body for every refused call of the shop, so that it tells nothing about why. */
export function wrongHash(): Response {
  return problemResponse({
    status: 401,
    code: "HASH_INVALID",
    detail: "The address is unknown or the hash doesn't fit.",
  });
}

export function installationMoving(): Response {
  return problemResponse({
    status: 503,
    code: "INSTALLATION_MOVING",
    detail:
      "The documents of this shop are being moved to another database. Try again in a minute.",
    headers: { "retry-after": "60" },
  });
}

export function queueUnavailable(): Response {
  return problemResponse({
    status: 503,
    code: "QUEUE_UNAVAILABLE",
    detail: "It could not be queued; please try again.",
    headers: { "retry-after": "5" },
  });
}

export function tooLarge(limitBytes: number): Response {
  return problemResponse({
    status: 413,
    code: "BODY_TOO_LARGE",
    detail: `The body may have ${limitBytes} bytes at most.`,
  });
}
