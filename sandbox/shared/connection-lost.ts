/** A connection that breaks: in process `fetch` throws it, the HTTP server destroys the socket. */

const MESSAGE = "Network connection lost.";

export function connectionLost(): TypeError {
  return new TypeError(MESSAGE);
}

export function isConnectionLost(error: unknown): boolean {
  return error instanceof TypeError && error.message === MESSAGE;
}
