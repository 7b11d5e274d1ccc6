import { createRoute } from "@hono/zod-openapi";

import { passwordChanged } from "../../booking/mail/texts.ts";
import { PASSWORD_HASH_FIELD } from "../../booking/setup/sealed-fields.ts";
import { type HttpContext, keepAlive } from "../context.ts";
import { notFound, problemResponse } from "../problem.ts";
import {
  type Api,
  instant,
  instantSchema,
  jsonAnswer,
  jsonBody,
  OPERATOR_SECURITY,
  problems,
  z,
} from "./api.ts";
import { makeResetLink, mailResetLink } from "./password-reset-link.ts";
import { newLoginSchema, normaliseEmail } from "./passwords.ts";

/** A forgotten password: by a link in a mail where mail is configured, else by a link of the operator. */

const { password, email } = newLoginSchema.shape;

const TOKEN_MAX_CHARACTERS = 100;

const askRoute = createRoute({
  method: "post",
  path: "/api/password-reset",
  summary: "Ask for a link to choose a new password",
  request: jsonBody(z.object({ email })),
  responses: {
    202: {
      description: "A mail goes out when the address has an account; the answer is always the same",
    },
    ...problems(403),
  },
});

const confirmRoute = createRoute({
  method: "post",
  path: "/api/password-reset/confirm",
  summary: "Choose a new password with the token of the link",
  request: jsonBody(z.object({ token: z.string().min(1).max(TOKEN_MAX_CHARACTERS), password })),
  responses: {
    204: { description: "Changed; every session of the account has ended" },
    ...problems(403),
  },
});

const operatorRoute = createRoute({
  method: "post",
  path: "/api/operator/accounts/reset",
  summary: "A one-time link with which an account chooses a new password",
  security: OPERATOR_SECURITY,
  request: jsonBody(z.object({ email })),
  responses: {
    201: jsonAnswer(z.object({ link: z.string(), expiresAt: instantSchema }), "Shown once"),
    ...problems(404),
  },
});

export function addPasswordResetRoutes(api: Api): void {
  api.openapi(askRoute, async (c) => {
    // Not awaited: how long it takes would tell whether the address has an account.
    const work = mailResetLink(c, normaliseEmail(c.req.valid("json").email));
    keepAlive(
      c,
      work.catch((error: unknown) => {
        const name = error instanceof Error ? error.name : "unknown";
        c.env.log("password_reset_failed", { error: name });
      }),
    );
    return c.body(null, 202);
  });

  api.openapi(confirmRoute, async (c) => {
    const { token, password } = c.req.valid("json");
    const tokenHash = await c.env.crypto.hashToken(token);
    const found = await c.env.passwordResets.find(tokenHash, c.env.now().getTime());
    if (found === null) return linkOver();
    const isChanged = await changePassword(c, { tokenHash, ...found }, password);
    return isChanged ? c.body(null, 204) : linkOver();
  });

  api.openapi(operatorRoute, async (c) => {
    const account = await c.env.access.findAccountByEmail(
      normaliseEmail(c.req.valid("json").email),
    );
    if (account === null) return notFound("There is no account with this address.");
    const { link, expiresAt } = await makeResetLink(c, account.id);
    return c.json({ link, expiresAt: instant(expiresAt) }, 201);
  });
}

async function changePassword(
  c: HttpContext,
  reset: { readonly tokenHash: string; readonly accountId: string },
  password: string,
): Promise<boolean> {
  const { accountId } = reset;
  const place = { installationId: accountId, field: PASSWORD_HASH_FIELD };
  const passwordHash = await c.env.vault.seal(await c.env.crypto.hashPassword(password), place);
  const now = c.env.now().getTime();
  const isChanged = await c.env.passwordResets.redeem(reset, { passwordHash, now });
  if (!isChanged) return false;
  c.env.log("password_changed", { account: accountId });
  const account = await c.env.access.findAccount(accountId);
  if (account !== null) {
    const text = passwordChanged({ url: c.env.publicUrl });
    await c.env.mailer.send({ ...text, installationId: null, recipient: account.email });
  }
  return true;
}

function linkOver(): Response {
  return problemResponse({
    status: 422,
    code: "RESET_TOKEN_INVALID",
    detail: "This link was used already or is too old. Ask for a new one.",
  });
}
