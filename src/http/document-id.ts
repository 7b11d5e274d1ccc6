/** 2^53 - 1: a JSON number above it has lost digits already. */
const LARGEST_ID = Number.MAX_SAFE_INTEGER;

/**
 * The id of the document a delivery is about: `id` as number or numeric text, else the number at the end of `href`
 * (contract section 3). Null when there is none; everything else of the body is ignored.
 */
export function documentIdOf(body: unknown): string | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const { id, href } = body as { readonly id?: unknown; readonly href?: unknown };
  return numberText(id) ?? numberAtEnd(href);
}

function numberText(id: unknown): string | null {
  if (typeof id === "number") {
    return Number.isSafeInteger(id) && id > 0 && id <= LARGEST_ID ? String(id) : null;
  }
  if (typeof id !== "string" || !/^\d{1,18}$/.test(id)) return null;
  const text = id.replace(/^0+/, "");
  return text === "" ? null : text;
}

function numberAtEnd(href: unknown): string | null {
  if (typeof href !== "string") return null;
  const match = /(?:^|\/)(\d{1,18})\/?$/.exec(href);
  return numberText(match?.[1]);
}
