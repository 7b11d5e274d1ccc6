import { describe, test } from "vitest";

import { PUBLIC_URL, shopAt, sign } from "./fakes.ts";
import { deliver, newActiveOwner, startApp } from "./owner.ts";

const EVENT = "orders.updated.ispaid";

describe("a delivery", () => {
  test("is answered 200 once its message is queued", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.messages.length = 0;
    const answer = await deliver(harness, owner, {
      event: EVENT,
      body: '{"id":340377945,"paid":true}',
    });
    expect(answer.status).toBe(200);
    expect(harness.world.messages).toEqual([
      {
        type: "document",
        installationId: owner.installationId,
        kind: "order",
        sourceId: "340377945",
        cause: "webhook",
        event: EVENT,
        backfillId: null,
      },
    ]);
    expect(harness.world.logs.at(-1)).toContain('"form":"address-body"');
  });

  test.for([
    ['{"id":"0042"}', "42"],
    ['{"href":"https://shop.example/api/rest/v1/orders/77"}', "77"],
    ['{"id":null,"href":"https://shop.example/api/rest/v1/orders/78/"}', "78"],
  ] as const)("takes the id from %s", async ([body, id], { expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.messages.length = 0;
    expect((await deliver(harness, owner, { event: EVENT, body })).status).toBe(200);
    expect(harness.world.messages).toMatchObject([{ sourceId: id }]);
  });

  test("of an invoice asks for an invoice", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.messages.length = 0;
    await deliver(harness, owner, { event: "invoices.updated.status", body: '{"id":5}' });
    expect(harness.world.messages).toMatchObject([{ kind: "invoice", sourceId: "5" }]);
  });

  test.for(["body", "request"] as const)(
    "is accepted when signed as %s",
    async (form, { expect }) => {
      const harness = startApp();
      const owner = await newActiveOwner(harness);
      const webhook = shopAt(harness.world, owner.keys.apiRoot).webhooks.find(
        ({ event }) => event === EVENT,
      );
      const path = new URL(webhook?.address ?? "").pathname;
      const body = '{"id":1}';
      const date = "2026-11-24T09:30:00Z";
      const message =
        form === "body" ? body : [owner.keys.apiPublic, "POST", path, body, date].join("|");
      const hash = await sign(webhook?.key ?? "", message);
      const headers = { "x-hash": hash, "x-date": date };
      const answer = await harness.call(path, { method: "POST", body, headers });
      expect(answer.status).toBe(200);
    },
  );

  test("is 5xx when the queue can't be reached", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.queueIsDown = true;
    const answer = await deliver(harness, owner, { event: EVENT, body: '{"id":1}' });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "QUEUE_UNAVAILABLE" });
  });

  test("of a stopped installation is queued all the same", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await harness.call("/api/profile/stop", { method: "POST", token: owner.token });
    const answer = await deliver(harness, owner, { event: EVENT, body: '{"id":1}' });
    expect(answer.status).toBe(200);
  });

  test("goes on with the old key after another isolate has seen the webhook renewed", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await deliver(harness, owner, { event: EVENT, body: '{"id":1}' });
    const { installations, vault } = harness.world.dependencies;
    const place = { installationId: owner.installationId, field: `webhook_key/${EVENT}` };
    const key = await vault.seal("renewed", place);
    await installations.saveWebhook(
      owner.installationId,
      { event: EVENT, shopWebhookId: "900", key },
      1,
    );
    const webhook = shopAt(harness.world, owner.keys.apiRoot).webhooks.find(
      ({ event }) => event === EVENT,
    );
    const hash = await sign("renewed", `${webhook?.address}|{"id":2}`);
    const answer = await harness.call(new URL(webhook?.address ?? "").pathname, {
      method: "POST",
      body: '{"id":2}',
      headers: { "x-hash": hash },
    });
    expect(answer.status).toBe(200);
  });
});

describe("what is refused", () => {
  test("a wrong hash and an unknown address get the same body; only the first is counted", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    harness.world.messages.length = 0;
    const stored = await harness.world.dependencies.installations.find(owner.installationId);
    const path = `/webhooks/ccv/${stored?.webhookToken}/${EVENT}`;
    const options = { method: "POST", body: '{"id":1}' };
    const wrong = await harness.call(path, { ...options, headers: { "x-hash": "0".repeat(128) } });
    const missing = await harness.call(path, options);
    const unknown = await harness.call(`/webhooks/ccv/${"x".repeat(43)}/${EVENT}`, options);
    const otherEvent = await harness.call(
      `/webhooks/ccv/${stored?.webhookToken}/invoices.created`,
      options,
    );
    const bodies = await Promise.all(
      [wrong, missing, unknown, otherEvent].map((answer) => answer.text()),
    );
    expect([wrong, missing, unknown, otherEvent].map(({ status }) => status)).toEqual([
      401, 401, 401, 401,
    ]);
    expect(new Set(bodies).size).toBe(1);
    expect(harness.world.messages).toEqual([]);
    const minute = Math.floor(harness.world.now / 60_000);
    const refused = await harness.world.dependencies.installations.refusedDeliveries(minute);
    expect(refused.filter(({ installationId }) => installationId === owner.installationId)).toEqual(
      [{ installationId: owner.installationId, count: 2, lastMinute: minute }],
    );
    const status = await harness.call("/api/status", { token: owner.token });
    expect(await status.json()).toMatchObject({
      connections: { ccv: { refusedDeliveries: { count: 2 } } },
    });
  });

  test.for(["no json", "{}", '{"id":"abc"}', '{"id":-1}', '{"id":1.5}', "[]", "null", ""])(
    "a signed body without an id: %s is 400",
    async (body, { expect }) => {
      const harness = startApp();
      const owner = await newActiveOwner(harness);
      harness.world.messages.length = 0;
      const answer = await deliver(harness, owner, { event: EVENT, body });
      expect(answer.status).toBe(400);
      expect(harness.world.messages).toEqual([]);
    },
  );

  test("an unsigned body without an id is 401, not 400", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const stored = await harness.world.dependencies.installations.find(owner.installationId);
    const path = `/webhooks/ccv/${stored?.webhookToken}/${EVENT}`;
    expect((await harness.call(path, { method: "POST", body: "no json" })).status).toBe(401);
  });

  test("more than 256 KB is 413, also when the length isn't stated", async ({ expect }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    const large = `{"id":1,"pad":"${"x".repeat(256 * 1024)}"}`;
    const answer = await deliver(harness, owner, { event: EVENT, body: large });
    expect(answer.status).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(large));
        controller.close();
      },
    });
    const request = new Request(`${PUBLIC_URL}/webhooks/ccv/token/${EVENT}`, {
      method: "POST",
      body: stream,
    });
    const streamed = await harness.app.fetch(request, harness.world.dependencies);
    expect(streamed.status).toBe(413);
  });
});
