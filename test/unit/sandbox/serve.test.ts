import { describe, it } from "vitest";

import { type ServedSandbox, serveSandbox } from "../../../sandbox/serve.ts";
import { envelope } from "./soap.ts";

async function served(use: (sandbox: ServedSandbox) => Promise<void>, shops = 1): Promise<void> {
  const sandbox = await serveSandbox({ shops });
  try {
    await use(sandbox);
  } finally {
    await sandbox.close();
  }
}

function login(url: string): Promise<Response> {
  const body = envelope("Login", [
    ["PartnerKey", "abcdefghijklmnopqrstuvwxyz"],
    ["Omgevingscode", "00000"],
  ]);
  const soapaction = "https://cloudswitch.imuisonline.com/Login";
  return fetch(url, { method: "POST", headers: { "content-type": "text/xml", soapaction }, body });
}

async function command(origin: string, name: string, input: unknown): Promise<unknown> {
  const init = { method: "POST", body: JSON.stringify(input) };
  return (await fetch(`${origin}/control/${name}`, init)).json();
}

describe("over HTTP", () => {
  it("gives each shop an origin of its own", async ({ expect }) => {
    await served(async ({ control }) => {
      await control.shops.make({});
      const origins = control.shops.list().map(({ apiRoot }) => apiRoot);
      expect(new Set(origins).size).toBe(3);
      for (const origin of origins) {
        expect((await fetch(`${origin}/api/rest/v1/orders/`)).status).toBe(401);
      }
    }, 2);
  });

  it("is controlled by JSON", async ({ expect }) => {
    await served(async ({ origin, control }) => {
      const made = await command(origin, "shop/makeOrder", { order: { paid: true } });
      expect(made).toMatchObject({ number: "14194", deliveries: [] });
      const orders: unknown = await (
        await fetch(`${origin}/control/shop/orders?shop=shop-1`)
      ).json();
      expect(orders).toMatchObject([{ paid: true }]);
      expect(control.shop.orders()).toHaveLength(1);
      expect(await command(origin, "shop/pay", { shop: "other", id: 1 })).toMatchObject({
        error: "Error: No shop other.",
      });
      expect((await fetch(`${origin}/control/nothing/here`)).status).toBe(404);
    });
  });

  it("breaks the connection when told to", async ({ expect }) => {
    await served(async ({ origin, imuisUrl, control }) => {
      const match = { vendor: "imuis" };
      await command(origin, "faults/add", { match, effect: { kind: "resetAfter" }, times: 1 });
      await expect(login(imuisUrl)).rejects.toThrow();
      expect(control.imuis.administrations()).toMatchObject([{ openSessions: 1 }]);
      expect((await login(imuisUrl)).status).toBe(200);
    });
  });

  it("notices that the caller gave up", async ({ expect }) => {
    await served(async ({ imuisUrl, control }) => {
      control.faults.add({ match: {}, effect: { kind: "hangBefore" } });
      const signal = AbortSignal.timeout(50);
      await expect(fetch(imuisUrl, { method: "POST", body: "x", signal })).rejects.toThrow();
      await control.calls.settle();
      expect(control.calls.list()).toMatchObject([{ status: null, processed: false }]);
      expect(control.calls.list()[0]?.endedOrder).not.toBeNull();
    });
  });

  it("shows the page", async ({ expect }) => {
    await served(async ({ origin, control }) => {
      const form = new URLSearchParams({ shop: "shop-1", email: "a@example.nl", product: "Lamp" });
      form.set("price", "24.20");
      form.set("vat", "21");
      const init = { method: "POST", body: form } as const;
      const response = await fetch(`${origin}/page/orders`, init);
      expect(response.status).toBe(200);
      expect(await response.text()).toContain("14194");
      expect(control.shop.orders()).toMatchObject([{ total_price: 31.15 }]);
    });
  });
});
