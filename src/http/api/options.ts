import { createRoute } from "@hono/zod-openapi";

import {
  readBooksOptions,
  readShopOptions,
  searchDebtors,
} from "../../booking/setup/read-options.ts";
import { type Api, jsonAnswer, OWNER_SECURITY, problems, z } from "./api.ts";
import { setUpProblem } from "./set-up-problem.ts";

/** The longest of the searched fields, an e-mail address. */
const SEARCH_LIMIT = 64;

const optionSchema = z.looseObject({ code: z.union([z.string(), z.number()]), name: z.string() });
const optionsOf = z.array(optionSchema);

const imuisRoute = createRoute({
  method: "get",
  path: "/api/imuis/options",
  summary: "What can be chosen in iMUIS",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({
        journals: optionsOf,
        ledgerAccounts: optionsOf,
        vatCodes: optionsOf,
        orderTypes: optionsOf,
        shippingMethods: optionsOf,
        itemGroups: optionsOf,
        paymentConditions: optionsOf,
        splitAccount: z.number().nullable(),
        periodsPerYear: z.number(),
      }),
      "Codes and names, blocked ones left out",
    ),
    ...problems(409, 503),
  },
});

const debtorsRoute = createRoute({
  method: "get",
  path: "/api/imuis/debtors",
  summary: "Debtors in iMUIS, for the payment methods",
  security: OWNER_SECURITY,
  request: {
    query: z.object({
      search: z.string().trim().min(1).max(SEARCH_LIMIT).openapi({
        description: "A number, or a part of name, search key or e-mail address",
      }),
    }),
  },
  responses: {
    200: jsonAnswer(
      z.array(
        z.object({
          code: z.number().int(),
          name: z.string(),
          searchKey: z.string(),
          email: z.string(),
          city: z.string(),
        }),
      ),
      "The first 20, blocked ones left out",
    ),
    ...problems(409, 503),
  },
});

const ccvRoute = createRoute({
  method: "get",
  path: "/api/ccv/options",
  summary: "What can be chosen in the shop",
  security: OWNER_SECURITY,
  responses: {
    200: jsonAnswer(
      z.object({
        paymentMethods: z.array(z.looseObject({ name: z.string() })),
        homeCountry: z.string(),
        vatRates: z.array(z.looseObject({ country: z.string(), percentage: z.string() })),
        defaultVatRate: z.string().nullable(),
      }),
      "Payment methods, home country and VAT rates",
    ),
    ...problems(409, 503),
  },
});

export function addOptionRoutes(api: Api): void {
  api.openapi(imuisRoute, async (c) => {
    const options = await readBooksOptions(c.env, c.get("installation"));
    return options.ok ? Response.json(options.value) : setUpProblem(options.error);
  });
  api.openapi(debtorsRoute, async (c) => {
    const { search } = c.req.valid("query");
    const found = await searchDebtors(c.env, c.get("installation"), search);
    return found.ok ? c.json([...found.value], 200) : setUpProblem(found.error);
  });
  api.openapi(ccvRoute, async (c) => {
    const options = await readShopOptions(c.env, c.get("installation"));
    return options.ok ? Response.json(options.value) : setUpProblem(options.error);
  });
}
