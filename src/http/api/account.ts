import { createRoute } from "@hono/zod-openapi";

import { announceAccount } from "../../booking/mail/notify.ts";
import type { Account } from "../../booking/setup/repositories.ts";
import { PASSWORD_HASH_FIELD } from "../../booking/setup/sealed-fields.ts";
import type { HttpContext } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { openSession } from "../session.ts";
import { type Api, jsonAnswer, jsonBody, OWNER_SECURITY, problems, z } from "./api.ts";
import { checkPassword, type LoginRequest, newLoginSchema, normaliseEmail } from "./passwords.ts";

const route = createRoute({
  method: "post",
  path: "/api/account",
  summary: "Create the login of this installation during set-up, or link it to an existing one",
  security: OWNER_SECURITY,
  request: jsonBody(newLoginSchema),
  responses: {
    201: jsonAnswer(z.object({ email: z.string() }), "The login sees this installation now"),
    ...problems(403, 429),
  },
});

export function addAccountRoutes(api: Api): void {
  api.openapi(route, async (c) => {
    const caller = c.get("caller");
    if (caller.kind === "token") {
      return problemResponse({
        status: 403,
        code: "SESSION_REQUIRED",
        detail: "A login is made in the browser, from the install link.",
      });
    }
    const request = c.req.valid("json");
    const isOwn = caller.email !== null && caller.email === normaliseEmail(request.email);
    const account = isOwn
      ? await c.env.access.findAccountByEmail(normaliseEmail(request.email))
      : await createOrLogIn(c, request);
    if (account instanceof Response) return account;
    if (account === null) return problemResponse(loginGone);
    const installation = c.get("installation");
    const { id: installationId } = installation;
    const isNew = await c.env.access.link(account.id, installationId, c.env.now().getTime());
    await openSession(c, { accountId: account.id, installationId });
    if (isNew) await announceAccount(c.env, installation, account.email);
    return c.json({ email: account.email }, 201);
  });
}

const loginGone = { status: 401, code: "LOGIN_FAILED", detail: "This login exists no more." };

/** A new account, or the existing one when its password is right: nobody takes over an account from a set-up page. */
async function createOrLogIn(c: HttpContext, request: LoginRequest): Promise<Account | Response> {
  const email = normaliseEmail(request.email);
  if ((await c.env.access.findAccountByEmail(email)) !== null) return checkPassword(c, request);
  const id = c.env.newId();
  const passwordHash = await c.env.vault.seal(await c.env.crypto.hashPassword(request.password), {
    installationId: id,
    field: PASSWORD_HASH_FIELD,
  });
  const account = { id, email, passwordHash, createdAt: c.env.now().getTime() };
  const isCreated = await c.env.access.createAccount(account);
  return isCreated ? account : checkPassword(c, request);
}
