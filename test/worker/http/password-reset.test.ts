import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { OPERATOR_TOKEN } from "./fakes.ts";
import { type Harness, newOwner, startApp } from "./owner.ts";

const HOUR_MS = 3_600_000;
const NEW_PASSWORD = "another horse battery";

async function untilSent(harness: Harness, count: number): Promise<void> {
  for (let turn = 0; turn < 200 && harness.world.sent.length < count; turn += 1) {
    await new Promise((resolve) => {
      setTimeout(resolve, 10);
    });
  }
}

/** Long enough for a mail that must not come. */
const moment = () =>
  new Promise((resolve) => {
    setTimeout(resolve, 150);
  });

function tokenIn(text: string | undefined): string {
  return /\/reset\/confirm\?token=([\w-]+)/.exec(text ?? "")?.[1] ?? "";
}

const ask = (harness: Harness, email: string, headers = {}) =>
  harness.call("/api/password-reset", { body: { email }, headers });

const confirm = (harness: Harness, token: string, password = NEW_PASSWORD) =>
  harness.call("/api/password-reset/confirm", { body: { token, password } });

const logIn = (harness: Harness, email: string, password: string) =>
  harness.call("/api/login", { body: { email, password } });

async function askedOwner(harness: Harness) {
  const owner = await newOwner(harness);
  harness.world.sent.length = 0;
  const asked = await ask(harness, owner.email.toUpperCase());
  await untilSent(harness, 1);
  return { owner, asked, token: tokenIn(harness.world.sent[0]?.text) };
}

describe("a forgotten password", () => {
  test("is replaced through the link; every session ends", async ({ expect }) => {
    const harness = startApp();
    const { owner, asked, token } = await askedOwner(harness);
    expect(asked.status).toBe(202);
    expect(token).toHaveLength(43);
    expect((await confirm(harness, token)).status).toBe(204);
    expect((await logIn(harness, owner.email, owner.password)).status).toBe(401);
    expect((await logIn(harness, owner.email, NEW_PASSWORD)).status).toBe(200);
    expect((await harness.call("/api/status", { cookie: owner.cookie })).status).toBe(401);
    expect((await harness.call("/api/status", { token: owner.token })).status).toBe(200);
    expect(harness.world.sent.at(-1)).toMatchObject({ recipient: owner.email });
    expect(harness.world.sent.at(-1)?.subject).toContain("gewijzigd");
  });

  test("a link works once, and an older one not after a newer was used", async ({ expect }) => {
    const harness = startApp();
    const { owner, token } = await askedOwner(harness);
    await ask(harness, owner.email);
    await untilSent(harness, 2);
    const second = tokenIn(harness.world.sent[1]?.text);
    expect((await confirm(harness, second)).status).toBe(204);
    for (const used of [second, token, "garbage"]) {
      const answer = await confirm(harness, used, "a third password");
      expect(await answer.json()).toMatchObject({ status: 422, code: "RESET_TOKEN_INVALID" });
    }
    expect((await logIn(harness, owner.email, NEW_PASSWORD)).status).toBe(200);
  });

  test("used twice at once it works once", async ({ expect }) => {
    const harness = startApp();
    const { token } = await askedOwner(harness);
    const answers = await Promise.all([confirm(harness, token), confirm(harness, token)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([204, 422]);
  });

  test("a link is over after an hour", async ({ expect }) => {
    const harness = startApp();
    const { token } = await askedOwner(harness);
    harness.world.now += HOUR_MS;
    expect((await confirm(harness, token)).status).toBe(422);
  });

  test("an unknown address gets the same answer and no mail", async ({ expect }) => {
    const harness = startApp();
    const answer = await ask(harness, "nobody@example.com");
    expect(answer.status).toBe(202);
    expect(await answer.text()).toBe("");
    await moment();
    expect(harness.world.sent).toEqual([]);
  });

  test("nobody fills another's mailbox", async ({ expect }) => {
    const harness = startApp();
    const { owner } = await askedOwner(harness);
    for (let request = 0; request < 5; request += 1) {
      expect((await ask(harness, owner.email)).status).toBe(202);
      await untilSent(harness, Math.min(request + 2, 3));
    }
    await moment();
    expect(harness.world.sent).toHaveLength(3);
  });

  test("the token stands nowhere: not in D1, not in a kept mail, not in a log", async ({
    expect,
  }) => {
    const harness = startApp();
    const { token } = await askedOwner(harness);
    const rows = await env.DB.batch([
      env.DB.prepare("SELECT * FROM password_resets"),
      env.DB.prepare("SELECT * FROM mails"),
    ]);
    expect(JSON.stringify(rows.map(({ results }) => results))).not.toContain(token);
    expect(harness.world.logs.join("\n")).not.toContain(token);
  });

  test("weak input and a foreign origin are refused", async ({ expect }) => {
    const harness = startApp();
    const { token } = await askedOwner(harness);
    expect((await ask(harness, "nonsense")).status).toBe(422);
    expect((await confirm(harness, token, "short")).status).toBe(422);
    const foreign = await ask(harness, "a@example.com", { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
  });
});

describe("the operator", () => {
  const reset = (harness: Harness, email: string, token: string) =>
    harness.call("/api/operator/accounts/reset", { body: { email }, token });

  test("makes a link that works once", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const answer = await reset(harness, owner.email, OPERATOR_TOKEN);
    expect(answer.status).toBe(201);
    const { link } = await answer.json<{ link: string }>();
    expect(link).toMatch(/^https:\/\/koppeling\.example\/reset\/confirm\?token=/);
    expect((await confirm(harness, tokenIn(link))).status).toBe(204);
    expect((await confirm(harness, tokenIn(link))).status).toBe(422);
  });

  test("is told of an unknown address; an owner may not", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    expect((await reset(harness, "nobody@example.com", OPERATOR_TOKEN)).status).toBe(404);
    expect((await reset(harness, owner.email, owner.token)).status).toBe(401);
  });
});
