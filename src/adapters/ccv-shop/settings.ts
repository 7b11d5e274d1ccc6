/** What set-up pages need to know of a shop: who it is, its payment methods and VAT rates (ccvshop.md 6.1 to 6.3). */
import { z } from "zod";

import type { ShopFailure, ShopIdentity, ShopOptions } from "../../booking/ports/shop.ts";
import { ok, type Result } from "../../domain/result.ts";
import { PAGE_SIZE_ITEMS, type CcvClient } from "./client.ts";
import { invalid } from "./fault.ts";
import { optionalDecimal, requiredId, text } from "./fields.ts";
import { read, readList } from "./schema.ts";

const webShopSchema = z.object({ id: requiredId, name: text });
const merchantSchema = z.object({ country_code: text });
/** The name of the field is CCV's own slip. */
const settingsSchema = z.object({ default_vat_rat: optionalDecimal });
const payMethodSchema = z.object({ combined_name: text, method: text, label: text });
const tariffSchema = z.object({ type: text, percentage: optionalDecimal });
const geoZoneCountrySchema = z.object({ code: text, tariffs: z.array(tariffSchema).nullish() });
const productSchema = z.object({ eannumber: text });

/** A key belongs to one shop: the list has one item, except for multishops, whose own shop comes first. */
export async function readIdentity(client: CcvClient): Promise<Result<ShopIdentity, ShopFailure>> {
  const page = await client.getPage("/webshops/");
  if (!page.ok) return page;
  const [first] = page.value.items;
  if (first === undefined) return { ok: false, error: invalid("items", "there is no web shop") };
  const webShop = read(webShopSchema, first, "items[0]");
  return webShop.ok ? ok({ webShopId: webShop.value.id, name: webShop.value.name }) : webShop;
}

export async function readOptions(client: CcvClient): Promise<Result<ShopOptions, ShopFailure>> {
  const identity = await readIdentity(client);
  if (!identity.ok) return identity;
  const root = `/webshops/${identity.value.webShopId}`;
  const [paymentMethods, homeCountry, vatRates, defaultVatRate] = await Promise.all([
    readPaymentMethods(client),
    readHomeCountry(client, `${root}/merchant/`),
    readVatRates(client, `${root}/geozonecountries/?start=0&size=${PAGE_SIZE_ITEMS}`),
    readDefaultVatRate(client, `${root}/settings/`),
  ]);
  if (!paymentMethods.ok) return paymentMethods;
  if (!homeCountry.ok) return homeCountry;
  if (!vatRates.ok) return vatRates;
  if (!defaultVatRate.ok) return defaultVatRate;
  return ok({
    paymentMethods: paymentMethods.value,
    homeCountry: homeCountry.value,
    vatRates: vatRates.value,
    defaultVatRate: defaultVatRate.value,
  });
}

/** `combined_name` is what stands in an order's `paymethod`. */
async function readPaymentMethods(
  client: CcvClient,
): Promise<Result<ShopOptions["paymentMethods"], ShopFailure>> {
  const items = await client.getAll("/paymethods/");
  if (!items.ok) return items;
  const methods = readList(payMethodSchema, items.value, "paymethods");
  if (!methods.ok) return methods;
  return ok(
    methods.value.map((method) => ({
      name: method.combined_name === "" ? method.method : method.combined_name,
      label: method.label,
    })),
  );
}

/** A single object in one client, a list in another (ccvshop.md 6.1): both are read. */
async function readHomeCountry(
  client: CcvClient,
  path: string,
): Promise<Result<string, ShopFailure>> {
  const body = await client.get(path);
  if (!body.ok) return body;
  const listed = z.object({ items: z.tuple([merchantSchema], z.unknown()) }).safeParse(body.value);
  if (listed.success) return ok(listed.data.items[0].country_code.toUpperCase());
  const merchant = read(merchantSchema, body.value, "merchant");
  return merchant.ok ? ok(merchant.value.country_code.toUpperCase()) : merchant;
}

async function readVatRates(
  client: CcvClient,
  path: string,
): Promise<Result<ShopOptions["vatRates"], ShopFailure>> {
  const items = await client.getAll(path);
  if (!items.ok) return items;
  const countries = readList(geoZoneCountrySchema, items.value, "geozonecountries");
  if (!countries.ok) return countries;
  return ok(
    countries.value.flatMap((country) =>
      (country.tariffs ?? []).flatMap((tariff) =>
        tariff.percentage === null
          ? []
          : [
              {
                country: country.code.toUpperCase(),
                tariff: tariff.type,
                percentage: tariff.percentage,
              },
            ],
      ),
    ),
  );
}

async function readDefaultVatRate(
  client: CcvClient,
  path: string,
): Promise<Result<string | null, ShopFailure>> {
  const body = await client.get(path);
  if (!body.ok) return body;
  const settings = read(settingsSchema, body.value, "settings");
  return settings.ok ? ok(settings.value.default_vat_rat) : settings;
}

/** `""` where the product has none. */
export async function readProductEan(
  client: CcvClient,
  productId: string,
): Promise<Result<string, ShopFailure>> {
  const body = await client.get(`/products/${encodeURIComponent(productId)}/`);
  if (!body.ok) return body;
  const product = read(productSchema, body.value, "product");
  return product.ok ? ok(product.value.eannumber) : product;
}
