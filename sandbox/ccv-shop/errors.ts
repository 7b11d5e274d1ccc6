/** Error bodies of CCV Shop ("CCV Shop API, error body"): a business error is an HTTP 500 with a code. */

export class CcvError extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Record<string, string>;

  constructor(status: number, code: string, options: { message: string; retryAfter?: number }) {
    super(options.message);
    this.status = status;
    this.code = code;
    this.headers =
      options.retryAfter === undefined ? {} : { "retry-after": String(options.retryAfter) };
  }
}

export function errorResponse(error: CcvError): Response {
  const body = { status: error.status, code: error.code, developermessage: error.message };
  return Response.json(body, { status: error.status, headers: error.headers });
}

/** Status and code of failed authentication are not documented; 401 is the assumption. */
export function unauthorized(message: string): CcvError {
  return new CcvError(401, "401.10", { message });
}

/** Status and code of a body that doesn't fit the schema are not documented; 400 is the assumption. */
export function invalid(message: string): CcvError {
  return new CcvError(400, "400.10", { message });
}

export function notFound(what: string): CcvError {
  return new CcvError(404, "404.10", { message: `${what} not found` });
}

export function sameValue(field: string): CcvError {
  return new CcvError(500, "500.50", { message: `Property ${field} already has this value` });
}

export function unknownResource(path: string): CcvError {
  return new CcvError(404, "404.20", { message: `Unknown resource ${path}` });
}

export function methodNotAllowed(method: string, path: string): CcvError {
  return new CcvError(405, "405.10", { message: `Method ${method} not allowed on ${path}` });
}
