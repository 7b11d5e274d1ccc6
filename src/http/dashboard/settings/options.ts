import type { BooksOption, BooksOptions } from "../../../booking/ports/books.ts";
import type { ShopOptions } from "../../../booking/ports/shop.ts";
import { readBooksOptions, readShopOptions } from "../../../booking/setup/read-options.ts";
import type { HttpContext } from "../../context.ts";
import type { Choice } from "../parts/fields.tsx";

/** What the forms offer to choose from. Books or a shop that don't answer leave the lists empty; the forms still work. */

export interface Options {
  readonly books: BooksOptions | null;
  readonly shop: ShopOptions | null;
}

export async function readOptions(c: HttpContext): Promise<Options> {
  const installation = c.get("installation");
  const [books, shop] = await Promise.all([
    inTime(readBooksOptions(c.env, installation)),
    inTime(readShopOptions(c.env, installation)),
  ]);
  return { books: books?.ok ? books.value : null, shop: shop?.ok ? shop.value : null };
}

/** Whoever wants to see the settings while iMUIS hangs doesn't wait for it as long as a booking would. */
const WAIT_LIMIT_MS = 8_000;

export async function inTime<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), WAIT_LIMIT_MS);
  });
  try {
    return await Promise.race([asked, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

/** Code and name: `41 – Verkopen webshop`. */
export function choicesOf(options: readonly BooksOption[] | undefined): readonly Choice[] {
  return (options ?? []).map(({ code, name }) => ({
    value: code,
    label: String(code) === name || name === "" ? String(code) : `${code} – ${name}`,
  }));
}
