import { describe, test } from "vitest";

import { OPERATOR_TOKEN } from "./fakes.ts";
import { newActiveOwner, newOwner, startApp } from "./owner.ts";

interface MailJson {
  readonly id: string;
  readonly recipient: string | null;
  readonly subject: string;
  readonly text: string;
  readonly state: string;
  readonly problem: string | null;
}

interface List {
  readonly items: readonly MailJson[];
  readonly nextCursor: string | null;
}

describe("mails", () => {
  test("after the account is made: address, login name and licence key, never the password", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    const [mail] = harness.world.sent;
    const profile = await (
      await harness.call("/api/profile", { token: owner.token })
    ).json<{
      licenseKey: string;
    }>();
    expect(mail?.recipient).toBe(owner.email);
    expect(mail?.text).toContain("https://koppeling.example");
    expect(mail?.text).toContain(owner.email);
    expect(mail?.text).toContain(profile.licenseKey);
    expect(mail?.text).not.toContain(owner.password);
    expect(mail?.text.indexOf("Uw account")).toBeLessThan(mail?.text.indexOf("Your account") ?? 0);
  });

  test("a second login of the same person sends nothing again", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    await harness.call("/api/account", {
      body: { email: owner.email, password: owner.password },
      cookie: owner.cookie,
    });
    expect(harness.world.sent).toHaveLength(1);
  });

  test("a question goes to support, its answer to the owner and the additional address", async ({
    expect,
  }) => {
    const harness = startApp();
    const owner = await newActiveOwner(harness);
    await harness.call("/api/profile", {
      method: "PATCH",
      body: { additionalEmail: "Bookkeeper@example.com" },
      token: owner.token,
    });
    harness.world.sent.length = 0;
    const asked = await harness.call("/api/questions", {
      body: { subject: "Btw", message: "Welke code?" },
      token: owner.token,
    });
    const { ticketId } = await asked.json<{ ticketId: string }>();
    expect(harness.world.sent).toMatchObject([{ recipient: "support@example.com" }]);
    expect(harness.world.sent[0]?.text).toContain("Welke code?");
    await harness.call(`/api/operator/tickets/${ticketId}`, {
      method: "PATCH",
      body: { answer: "Code 2." },
      token: OPERATOR_TOKEN,
    });
    const answers = harness.world.sent.slice(1);
    expect(answers.map(({ recipient }) => recipient)).toEqual([
      owner.email,
      "bookkeeper@example.com",
    ]);
    expect(answers[0]?.text).toContain("Code 2.");
    await harness.call(`/api/operator/tickets/${ticketId}`, {
      method: "PATCH",
      body: { state: "closed" },
      token: OPERATOR_TOKEN,
    });
    expect(harness.world.sent).toHaveLength(3);
  });

  test("a ticket is made even when its mail fails, and the mail says why", async ({ expect }) => {
    const harness = startApp();
    const owner = await newOwner(harness);
    harness.world.mailProblem = "E_DOWN: no";
    harness.world.now += 1000;
    const asked = await harness.call("/api/questions", {
      body: { subject: "s", message: "m" },
      token: owner.token,
    });
    expect(asked.status).toBe(201);
    const listed = await harness.call("/api/mails?limit=1", { token: owner.token });
    const { items, nextCursor } = await listed.json<List>();
    expect(items).toMatchObject([{ state: "waiting", problem: "E_DOWN: no" }]);
    const next = await harness.call(`/api/mails?limit=1&cursor=${nextCursor}`, {
      token: owner.token,
    });
    expect(await next.json<List>()).toMatchObject({
      items: [{ state: "sent", recipient: owner.email }],
      nextCursor: null,
    });
  });

  test("an owner sees only the own, the operator all", async ({ expect }) => {
    const harness = startApp();
    const [one, other] = [await newOwner(harness), await newOwner(harness)];
    const own = await (await harness.call("/api/mails", { token: one.token })).json<List>();
    expect(own.items.map(({ recipient }) => recipient)).toEqual([one.email]);
    const all = await harness.call("/api/operator/mails", { token: OPERATOR_TOKEN });
    const recipients = (await all.json<List>()).items.map(({ recipient }) => recipient);
    expect(recipients).toEqual(expect.arrayContaining([one.email, other.email]));
    const refused = await harness.call("/api/operator/mails", { token: one.token });
    expect(refused.status).toBe(401);
    const invalid = await harness.call("/api/mails?limit=0", { token: one.token });
    expect(invalid.status).toBe(422);
  });
});
