import { env } from "cloudflare:workers";
import { describe, test } from "vitest";

import { createMailRepository } from "../../../src/adapters/d1/mails.ts";
import { createMailTransport } from "../../../src/adapters/mail/transport.ts";
import { createMailer, retryMails } from "../../../src/booking/mail/mailer.ts";
import type { MailTransport } from "../../../src/booking/ports/mail.ts";

const MINUTE_MS = 60_000;

type Sent = Parameters<MailTransport["deliver"]>[0];

function startMail(options: { readonly isConfigured: boolean } = { isConfigured: true }) {
  const installationId = crypto.randomUUID();
  const world = { now: Date.UTC(2026, 10, 24), problem: null as string | null };
  const sent: Sent[] = [];
  const logs: string[] = [];
  const mails = createMailRepository(env.DB);
  const transport: MailTransport = {
    async deliver(mail) {
      if (world.problem !== null) return { ok: false, error: { message: world.problem } };
      if (mail.recipient.includes(installationId)) sent.push(mail);
      return { ok: true, value: null };
    },
  };
  const deps = {
    mails,
    transport: options.isConfigured ? transport : null,
    now: () => world.now,
    newId: () => crypto.randomUUID(),
    log: (event: string, fields: object) => {
      logs.push(JSON.stringify({ event, ...fields }));
    },
  };
  const recipient = `${installationId}@example.com`;
  return {
    world,
    sent,
    logs,
    deps,
    mailer: createMailer(deps),
    mail: { installationId, recipient, subject: "Subject", text: "Text" },
    kept: () => mails.list(installationId, null, 10),
  };
}

describe("the mailer", () => {
  test("sends and keeps what it sent", async ({ expect }) => {
    const { mailer, mail, sent, kept } = startMail();
    await mailer.send(mail);
    expect(sent).toEqual([{ recipient: mail.recipient, subject: "Subject", text: "Text" }]);
    expect(await kept()).toMatchObject([{ text: "Text", attempts: 1, problem: null }]);
    expect((await kept())[0]?.sentAt).not.toBeNull();
  });

  test("without a transport or a recipient the mail is kept to be seen", async ({ expect }) => {
    const unconfigured = startMail({ isConfigured: false });
    await unconfigured.mailer.send(unconfigured.mail);
    await retryMails(unconfigured.deps);
    expect(await unconfigured.kept()).toMatchObject([
      { text: "Text", sentAt: null, nextAttemptAt: null, problem: null },
    ]);
    const nobody = startMail();
    await nobody.mailer.send({ ...nobody.mail, recipient: null });
    expect(await nobody.kept()).toMatchObject([{ recipient: "", sentAt: null }]);
    expect(nobody.sent).toEqual([]);
  });

  test("a failed mail is kept with its problem, tried again, and sent once", async ({ expect }) => {
    const { mailer, mail, sent, kept, world, deps } = startMail();
    world.problem = "E_RATE: too many";
    await mailer.send(mail);
    expect(await kept()).toMatchObject([{ problem: "E_RATE: too many", attempts: 1 }]);
    world.problem = null;
    await retryMails(deps);
    expect(sent).toEqual([]);
    world.now += 15 * MINUTE_MS;
    await retryMails(deps);
    await retryMails(deps);
    expect(sent).toHaveLength(1);
    expect(await kept()).toMatchObject([{ problem: null, attempts: 2, nextAttemptAt: null }]);
  });

  test("after eight attempts it is given up and still shown", async ({ expect }) => {
    const { mailer, mail, kept, world, deps, logs } = startMail();
    world.problem = "E_RECIPIENT: refused";
    await mailer.send(mail);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      world.now += 48 * 60 * MINUTE_MS;
      await retryMails(deps);
    }
    expect(await kept()).toMatchObject([
      { problem: "E_RECIPIENT: refused", attempts: 8, nextAttemptAt: null },
    ]);
    expect(logs.at(-1)).toContain("given-up");
    expect(logs.join("\n")).not.toContain("@");
  });

  test("a secret is sent but not kept, and not tried again", async ({ expect }) => {
    const { mailer, mail, sent, kept, world, deps } = startMail();
    await mailer.send({ ...mail, text: "token-1", keptText: "a link" });
    expect(sent[0]?.text).toBe("token-1");
    world.problem = "down";
    await mailer.send({ ...mail, text: "token-2", keptText: "a link" });
    world.problem = null;
    world.now += 60 * MINUTE_MS;
    await retryMails(deps);
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(await kept())).not.toContain("token-");
  });

  test("a subject is one line, whatever a person typed", async ({ expect }) => {
    const { mailer, mail, sent } = startMail();
    await mailer.send({ ...mail, subject: "Hi\r\nBcc: everybody@example.com\u0000" });
    expect(sent[0]?.subject).toBe("Hi Bcc: everybody@example.com");
  });

  test("a database that fails is logged and hurts nobody", async ({ expect }) => {
    const { deps, mail, logs } = startMail();
    const failing = {
      ...deps.mails,
      keep: () => Promise.reject(new TypeError("no database")),
    };
    await createMailer({ ...deps, mails: failing }).send(mail);
    expect(logs.at(-1)).toContain("mail.not-kept");
  });
});

describe("the send_email binding", () => {
  const mail = { recipient: "to@example.com", subject: "S", text: "T" };

  test("gets sender, recipient, subject and text", async ({ expect }) => {
    const calls: unknown[] = [];
    const email = {
      async send(message: unknown) {
        calls.push(message);
        return { messageId: "1" };
      },
    };
    const transport = createMailTransport(email, "from@example.com");
    expect(await transport?.deliver(mail)).toMatchObject({ ok: true });
    expect(calls).toEqual([
      { to: "to@example.com", from: "from@example.com", subject: "S", text: "T" },
    ]);
  });

  test("its refusal is a value with its code", async ({ expect }) => {
    const email = {
      send: () => Promise.reject(Object.assign(new Error("not allowed"), { code: "E_SENDER" })),
    };
    expect(await createMailTransport(email, "from@example.com")?.deliver(mail)).toEqual({
      ok: false,
      error: { message: "E_SENDER: not allowed" },
    });
  });

  test("without the binding or the sender there is no transport", ({ expect }) => {
    expect(createMailTransport(undefined, "from@example.com")).toBeNull();
    expect(createMailTransport({ send: () => Promise.reject(new Error("unused")) }, "")).toBeNull();
  });
});
