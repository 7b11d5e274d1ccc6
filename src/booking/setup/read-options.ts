import { fail, type Result } from "../../domain/result.ts";
import type { Books, BooksOptions, DebtorOption } from "../ports/books.ts";
import type { Installation } from "../ports/installations.ts";
import type { Shop, ShopOptions } from "../ports/shop.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { fromBooksFailure, fromShopFailure, type SetUpFailure } from "./failure.ts";

type Needs = Pick<SetUpDependencies, "credentials" | "books" | "shop" | "log">;

/** The installation's shop, or what is missing to reach it. */
export async function shopOf(
  needs: Needs,
  installation: Installation,
): Promise<Result<Shop, SetUpFailure>> {
  if (installation.apiSecret === null) return fail({ kind: "not-ready", missing: ["ccv"] });
  const credentials = await needs.credentials.shop(installation);
  if (credentials.ok) return { ok: true, value: needs.shop(credentials.value) };
  needs.log("credentials_do_not_open", { installation: installation.id, side: "ccv" });
  return fail({ kind: "shop-credentials-refused", message: credentials.error.message });
}

/** The installation's administration, or what is missing to reach it. */
export async function booksOf(
  needs: Needs,
  installation: Installation,
): Promise<Result<Books, SetUpFailure>> {
  if (installation.environmentCode === null) return fail({ kind: "not-ready", missing: ["imuis"] });
  const code = await needs.credentials.environmentCode(installation);
  if (code.ok) return { ok: true, value: await needs.books(code.value) };
  needs.log("credentials_do_not_open", { installation: installation.id, side: "imuis" });
  return fail({ kind: "books-login-refused", message: code.error.message });
}

/** What the set-up pages offer to choose from in iMUIS. */
export async function readBooksOptions(
  needs: Needs,
  installation: Installation,
): Promise<Result<BooksOptions, SetUpFailure>> {
  const books = await booksOf(needs, installation);
  if (!books.ok) return books;
  const options = await books.value.readOptions();
  return options.ok ? options : fail(fromBooksFailure(options.error));
}

/** Debtors to give a payment method. */
export async function searchDebtors(
  needs: Needs,
  installation: Installation,
  text: string,
): Promise<Result<readonly DebtorOption[], SetUpFailure>> {
  const books = await booksOf(needs, installation);
  if (!books.ok) return books;
  const found = await books.value.searchDebtors(text);
  return found.ok ? found : fail(fromBooksFailure(found.error));
}

/** What the debtors are called that payment methods have. */
export async function readDebtors(
  needs: Needs,
  installation: Installation,
  numbers: readonly number[],
): Promise<Result<readonly DebtorOption[], SetUpFailure>> {
  const books = await booksOf(needs, installation);
  if (!books.ok) return books;
  const found = await books.value.readDebtors(numbers);
  return found.ok ? found : fail(fromBooksFailure(found.error));
}

/** What the set-up pages offer to choose from in the shop. */
export async function readShopOptions(
  needs: Needs,
  installation: Installation,
): Promise<Result<ShopOptions, SetUpFailure>> {
  const shop = await shopOf(needs, installation);
  if (!shop.ok) return shop;
  const options = await shop.value.readOptions();
  return options.ok ? options : fail(fromShopFailure(options.error));
}
