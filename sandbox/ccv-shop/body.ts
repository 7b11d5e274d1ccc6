import { invalid } from "./errors.ts";

/** The JSON object in the body of a POST or PATCH. */
export function readObject(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw invalid("Body is no JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalid("Body must be a JSON object");
  }
  return value as Record<string, unknown>;
}

/** Refuses properties that the schema doesn't know. */
export function allowOnly(input: Record<string, unknown>, allowed: readonly string[]): void {
  for (const name of Object.keys(input)) {
    if (!allowed.includes(name)) throw invalid(`Property ${name} is not allowed`);
  }
}
