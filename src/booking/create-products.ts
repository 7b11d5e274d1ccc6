import type { ProductCard } from "../domain/booking.ts";
import { ok, type Result } from "../domain/result.ts";
import type { BooksFailure } from "./ports/books.ts";
import type { Surroundings } from "./ports/claim.ts";
import { MASTER_RECORDS, type ReadyWork } from "./work.ts";

/** Creates the products that the books don't have yet (manual chapter 6, Create products). A product is never changed. */

/** The row's EAN, else that of the shop's product where it can be read; a shop that doesn't answer costs us only the EAN. */
async function withEan(work: ReadyWork, card: ProductCard): Promise<ProductCard> {
  if (card.ean || !card.productId) return card;
  const ean = await work.shop.readProductEan(card.productId);
  return ean.ok ? { ...card, ean: ean.value } : card;
}

async function createMissing(
  work: ReadyWork,
  card: ProductCard,
): Promise<Result<null, BooksFailure>> {
  const present = await work.books.hasProduct(card.number);
  if (!present.ok) return present;
  if (present.value) return ok(null);
  const created = await work.books.createProduct(await withEan(work, card));
  if (created.ok) return ok(null);
  if (created.error.kind !== "refused") return created;
  // Refused may mean that our own earlier create, whose answer was lost, stands there now.
  const again = await work.books.hasProduct(card.number);
  return again.ok && again.value ? ok(null) : created;
}

/** Answers the numbers that were not known before, to be remembered. */
export async function createProducts(
  work: ReadyWork,
  products: readonly ProductCard[],
  known: Surroundings["knownProducts"],
): Promise<Result<readonly string[], BooksFailure>> {
  const unknown = products.filter((product) => known[product.number] === undefined);
  return work.deps.oneAtATime(MASTER_RECORDS, async () => {
    for (const card of unknown) {
      const step = await createMissing(work, card);
      if (!step.ok) return step;
    }
    return ok(unknown.map((product) => product.number));
  });
}
