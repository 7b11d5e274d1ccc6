import type { Configuration } from "../../domain/configuration.ts";
import type { BooksOptions } from "../ports/books.ts";
import type { SettingProblem } from "../ports/installations.ts";
import {
  type BooksIndex,
  checkAccount,
  checkExists,
  checkVatCode,
  indexOptions,
} from "./books-index.ts";
import { checkVat } from "./check-vat-settings.ts";

/**
 * Which settings don't fit the books (contract section 4, `problems`): what they name must exist there and not be blocked,
 * and a VAT code must calculate as the setting expects. The books' lists leave blocked entries out. Never refuses anything.
 */
export function checkSettings(
  configuration: Configuration,
  options: BooksOptions,
): readonly SettingProblem[] {
  const books = indexOptions(options);
  return [
    ...checkTarget(configuration, books),
    ...checkVat(configuration, books),
    ...configuration.productRules.flatMap((rule, index) => [
      ...checkAccount(books, rule.account, `productRules[${index}].account`),
      ...checkVatCode(books, rule.vatCode, `productRules[${index}].vatCode`),
    ]),
    ...checkExists(books.paymentConditions, {
      code: "UNKNOWN_PAYMENT_CONDITION",
      value: configuration.debtorDefaults.paymentCondition,
      setting: "debtorDefaults.paymentCondition",
    }),
    ...checkAccount(
      books,
      configuration.debtorDefaults.controlAccount,
      "debtorDefaults.controlAccount",
    ),
  ];
}

function checkTarget(configuration: Configuration, books: BooksIndex): readonly SettingProblem[] {
  switch (configuration.target) {
    case "journal":
      return [
        ...checkExists(books.journals, {
          code: "UNKNOWN_JOURNAL",
          value: configuration.journal,
          setting: "journal",
        }),
        ...checkAccount(books, configuration.offsetAccount, "offsetAccount"),
        ...checkAccount(books, configuration.roundingAccount, "roundingAccount"),
      ];
    case "orders":
      return checkSalesOrder(configuration.salesOrder, books);
  }
}

function checkSalesOrder(
  salesOrder: Configuration["salesOrder"],
  books: BooksIndex,
): readonly SettingProblem[] {
  if (salesOrder === null) return [];
  return [
    ...checkExists(books.orderTypes, {
      code: "UNKNOWN_ORDER_TYPE",
      value: salesOrder.orderType,
      setting: "salesOrder.orderType",
    }),
    ...checkExists(books.shippingMethods, {
      code: "UNKNOWN_SHIPPING_METHOD",
      value: salesOrder.shippingMethod,
      setting: "salesOrder.shippingMethod",
    }),
    ...checkExists(books.itemGroups, {
      code: "UNKNOWN_ITEM_GROUP",
      value: salesOrder.itemGroup,
      setting: "salesOrder.itemGroup",
    }),
  ];
}
