import type { Configuration } from "../../domain/configuration.ts";
import { dateSchema, z } from "./api.ts";
import { refineConfiguration } from "./configuration-rules.ts";

/** The shape of a configuration with its defaults (contract section 5). What must fit iMUIS is checked elsewhere and refuses nothing. */

const LARGEST_NUMBER = 999_999_999;
const LIST_LIMIT = 500;
const TEXT_LIMIT_CHARACTERS = 200;

const code = z.number().int().min(0).max(LARGEST_NUMBER);
const account = z.number().int().min(1).max(LARGEST_NUMBER);
const text = z.string().trim().min(1).max(TEXT_LIMIT_CHARACTERS);

/** Upper case; the EU writes Greece as EL, ISO as GR. */
const country = z
  .string()
  .trim()
  .regex(/^[A-Za-z]{2}$/, "must be a country code of two letters")
  .transform((letters) => letters.toUpperCase().replace(/^EL$/, "GR"));

/** 0 to 100 with up to two decimals; trailing zeros are dropped, so that one rate has one spelling. */
const percentage = z
  .string()
  .trim()
  .regex(/^\d{1,3}(\.\d+)?$/, "must be a percentage as decimal text, for instance 21 or 25.5")
  .transform((decimal) =>
    decimal
      .replace(/(\.\d*?)0+$/, "$1")
      .replace(/\.$/, "")
      .replace(/^0+(?=\d)/, ""),
  )
  .refine((decimal) => Number(decimal) <= 100, "must be 100 at most")
  .refine((decimal) => /^\d+(\.\d{1,2})?$/.test(decimal), "may have two decimals at most");

const vatNumber = z
  .string()
  .transform((number) => number.replaceAll(/[\s.-]/g, "").toUpperCase())
  .refine((number) => /^[A-Z]{2}[A-Z0-9+*]{2,13}$/.test(number), {
    message: "must be a VAT number with its country prefix",
  });

const accounts = z
  .strictObject({ revenue: account, shipping: account, payment: account })
  .nullable()
  .default(null);
const zeroVat = z.strictObject({ vatCode: code, accounts }).nullable().default(null);

const rate = z.strictObject({
  percentage,
  validFrom: dateSchema.nullable().default(null),
  vatCode: code,
  accounts,
});

const productRule = z
  .strictObject({
    productNumber: text.nullable().default(null),
    productType: text.nullable().default(null),
    account,
    vatCode: code,
  })
  .refine(({ productNumber, productType }) => productNumber !== null || productType !== null, {
    message: "must name a product number or a product type",
    path: ["productNumber"],
  });

export const configurationSchema = z
  .strictObject({
    source: z.enum(["orders", "invoices"]),
    target: z.enum(["journal", "orders"]),
    homeCountry: country,
    vatNumber: vatNumber.nullable().default(null),
    startDate: dateSchema.nullable().default(null),
    orderStatuses: z.array(z.number().int().min(1).max(99)).max(LIST_LIMIT).default([]),
    journal: account.nullable().default(null),
    offsetAccount: account.nullable().default(null),
    roundingAccount: account.nullable().default(null),
    maxRoundingDifferenceCents: z.number().int().min(0).max(1000).default(5),
    entryAmounts: z.enum(["incl", "excl"]).default("incl"),
    debtorAddress: z.enum(["delivery", "billing"]).default("delivery"),
    closedPeriods: z.enum(["hold", "nextOpen", "book"]).default("hold"),
    bookingDate: z.enum(["created", "paid"]).default("created"),
    vatDifference: z.enum(["book", "hold"]).default("book"),
    invoiceNumber: z.enum(["digits", "full"]).default("digits"),
    entryDocument: z.enum(["manual", "full"]).default("manual"),
    bookingTexts: z.enum(["en", "nl"]).default("en"),
    markInShop: z.boolean().default(false),
    vat: z.strictObject({
      countries: z
        .array(z.strictObject({ country, rates: z.array(rate).max(LIST_LIMIT) }))
        .max(LIST_LIMIT),
      icp: zeroVat,
      international: zeroVat,
    }),
    productRules: z.array(productRule).max(LIST_LIMIT).default([]),
    paymentMethods: z
      .array(z.strictObject({ name: text, debtor: account.nullable().default(null) }))
      .max(LIST_LIMIT)
      .default([]),
    salesOrder: z
      .strictObject({ orderType: text, shippingMethod: text, itemGroup: code })
      .nullable()
      .default(null),
    debtorDefaults: z.strictObject({ paymentCondition: code, controlAccount: account }),
  })
  .superRefine((configuration: Configuration, context) => {
    for (const { path, message } of refineConfiguration(configuration)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  })
  .openapi("Configuration");
