import { allowOnly, readObject } from "./body.ts";
import { unpaged } from "./collection.ts";
import { invalid, notFound } from "./errors.ts";
import { INVOICE_STATUSES } from "./invoice-routes.ts";
import { ORDER_STATUSES } from "./offer.ts";
import { link } from "./present.ts";
import type { CcvApp } from "./routing.ts";
import type { Shop } from "./shop.ts";

/** The app itself, the web shop and what it has set up ("CCV Shop API, app install flow; webshop, settings"). */

export function addShopRoutes(app: CcvApp): void {
  addAppRoutes(app);
  app.get("/", ({ env }) => Response.json({ items: resources(env.shop) }));
  app.get("/status", () => Response.json({ status: "ok" }));
  app.get("/webshops", ({ env, req }) =>
    unpaged([presentWebshop(env.shop)], { shop: env.shop, url: new URL(req.url) }),
  );
  app.get("/webshops/:id", ({ env, req }) => {
    assertOwn(env.shop, req.param("id"));
    return Response.json(presentWebshop(env.shop));
  });
  app.get("/webshops/:id/merchant", ({ env, req }) => {
    assertOwn(env.shop, req.param("id"));
    return Response.json(presentMerchant(env.shop));
  });
  app.get("/merchant", ({ env, req }) =>
    unpaged([presentMerchant(env.shop)], { shop: env.shop, url: new URL(req.url) }),
  );
  app.get("/webshops/:id/settings", ({ env, req }) => {
    assertOwn(env.shop, req.param("id"));
    return Response.json(presentSettings(env.shop));
  });
  app.get("/webshops/:id/geozonecountries", ({ env, req }) => {
    assertOwn(env.shop, req.param("id"));
    return unpaged(env.shop.offer.geoZoneCountries, { shop: env.shop, url: new URL(req.url) });
  });
  app.get("/paymethods", ({ env, req }) =>
    unpaged(env.shop.offer.paymethods, { shop: env.shop, url: new URL(req.url) }),
  );
  app.get("/products/:id", ({ env, req }) => {
    const product = env.shop.offer.products.get(Number(req.param("id")));
    if (!product) throw notFound(`Product ${req.param("id")}`);
    return Response.json({ href: link(env.shop, `products/${product.id}/`), ...product });
  });
}

function addAppRoutes(app: CcvApp): void {
  app.get("/apps", ({ env, req }) =>
    unpaged([presentApp(env.shop)], { shop: env.shop, url: new URL(req.url) }),
  );
  app.get("/apps/:id", ({ env, req }) => {
    assertApp(env.shop, req.param("id"));
    return Response.json(presentApp(env.shop));
  });
  app.patch("/apps/:id", ({ env, req }) => {
    assertApp(env.shop, req.param("id"));
    const input = readObject(env.body);
    allowOnly(input, ["is_installed"]);
    if (typeof input["is_installed"] !== "boolean") {
      throw invalid("Property is_installed must be a boolean");
    }
    env.shop.isInstalled = input["is_installed"];
    return new Response(null, { status: 204 });
  });
}

function assertApp(shop: Shop, id: string): void {
  if (Number(id) !== shop.appId) throw notFound(`App ${id}`);
}

function assertOwn(shop: Shop, id: string): void {
  if (Number(id) !== shop.webshopId) throw notFound(`Webshop ${id}`);
}

function resources(shop: Shop): unknown[] {
  return ["apps", "invoices", "orders", "paymethods", "products", "webhooks", "webshops"].map(
    (title) => ({ href: link(shop, `${title}/`), title, description: "", uri: `/${title}/` }),
  );
}

function presentApp(shop: Shop): Record<string, unknown> {
  const prices = { one_time_costs: 0, monthly_costs: 0 };
  return {
    href: link(shop, `apps/${shop.appId}/`),
    id: shop.appId,
    name: "Boekingen naar iMUIS",
    eur_prices: prices,
    chf_prices: prices,
    create_date: "2023-01-01T00:00:00Z",
    modified_date: "2023-01-01T00:00:00Z",
    description: "",
    cover: "",
    logo: "",
    developer: { id: 1, email: "", website: "", name: "" },
    number_of_installations: 1,
    is_installed: shop.isInstalled,
    available_languages: ["nl", "en"],
    photos: [],
    categories: { collection: [] },
    code_blocks: { href: link(shop, `apps/${shop.appId}/appcodeblocks/`) },
    psp: { href: link(shop, `apps/${shop.appId}/apppsp/`) },
    parent: null,
  };
}

function presentWebshop(shop: Shop): Record<string, unknown> {
  return {
    href: link(shop, `webshops/${shop.webshopId}/`),
    id: shop.webshopId,
    name: shop.name,
    create_date: "2020-01-01T00:00:00Z",
    is_multishop_system: false,
    is_salespos: false,
    product_limit: -1,
    product_limit_left: -1,
    api_root: shop.apiRoot,
    webshops: { href: link(shop, `webshops/${shop.webshopId}/webshops/`) },
    parent: null,
  };
}

function presentMerchant(shop: Shop): Record<string, unknown> {
  return {
    gender: "",
    first_name: "Mieke",
    last_name: "Winkel",
    full_name: "Mieke Winkel",
    company: shop.name,
    email: `info@${shop.name}.example`,
    address_line: "Winkelstraat 2",
    street: "Winkelstraat",
    housenumber: "2",
    zipcode: "3511AB",
    city: "Utrecht",
    country: shop.offer.homeCountry,
    country_code: shop.offer.homeCountry,
    telephone: "",
    tax_number: shop.offer.taxNumber,
    coc_number: "12345678",
    parent: { href: link(shop, `webshops/${shop.webshopId}/`) },
  };
}

function presentStatus(id: number, status: number | string, status_name: string) {
  return { id, status, status_name, text_color: "#000000", background_color: "#ffffff" };
}

/** `default_vat_rat` is spelled so in the API. */
function presentSettings(shop: Shop): Record<string, unknown> {
  return {
    webshop_enabled: true,
    currency: shop.offer.currency,
    default_vat_rat: shop.offer.defaultVatRate,
    prices_include_vat: shop.offer.pricesIncludeVat,
    full_ssl_webshop: true,
    languages: ["nl"],
    backend_language: "nl",
    order_status: ORDER_STATUSES.map((name, index) => presentStatus(index + 1, index + 1, name)),
    invoice_status: INVOICE_STATUSES.map((status, index) =>
      presentStatus(index + 1, status, status),
    ),
    parent: { href: link(shop, `webshops/${shop.webshopId}/`) },
  };
}
