/** HMAC-SHA512 in lower-case hex: the one signature CCV Shop uses everywhere ("CCV Shop API, authentication"). */

const encoder = new TextEncoder();

export async function hmacSha512Hex(secret: string, message: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-512" },
    false,
    ["sign"],
  );
  const signature = await crypto.subtle.sign("HMAC", key, encoder.encode(message));
  return Array.from(new Uint8Array(signature), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}

/** The string CCV Shop signs for a request and for its answer: public|METHOD|path and query|body|date. */
export function signedString(parts: {
  apiPublic: string;
  method: string;
  uri: string;
  body: string;
  date: string;
}): string {
  return [parts.apiPublic, parts.method, parts.uri, parts.body, parts.date].join("|");
}
