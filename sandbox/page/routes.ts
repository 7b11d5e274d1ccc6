import { Hono } from "hono";

import type { Control } from "../control/control.ts";
import type { SandboxState } from "../control/state.ts";
import { page } from "./page.ts";

/** The page at `/`: shop and books side by side, and the two buttons that make something happen. */
export function pageRoutes(state: SandboxState, control: Control): Hono {
  const app = new Hono();
  app.get("/", (context) => context.html(page(state)));
  app.post("/page/orders", async (context) => {
    const form = await readForm(context.req.raw);
    const text = (name: string): string => form.get(name) ?? "";
    await control.shop.makeOrder({
      shop: text("shop"),
      order: {
        customer: { email: text("email") },
        total_shipping: 6.95,
        rows: [
          {
            product_name: text("product"),
            product_number: "P-1",
            count: Number(text("count")) || 1,
            selling_price: Number(text("price").replace(",", ".")) || 0,
            tax: Number(text("vat")),
          },
        ],
      },
    });
    return context.redirect("/", 303);
  });
  app.post("/page/pay", async (context) => {
    const form = await readForm(context.req.raw);
    await control.shop.pay({ shop: form.get("shop") ?? "", id: Number(form.get("id")) });
    return context.redirect("/", 303);
  });
  return app;
}

async function readForm(request: Request): Promise<URLSearchParams> {
  return new URLSearchParams(await request.text());
}
