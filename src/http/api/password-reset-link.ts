import { PASSWORD_RESET_KEPT, passwordReset } from "../../booking/mail/texts.ts";
import type { HttpContext } from "../context.ts";

/** Makes the links to a new password and mails them, with limits on both. */

const TOKEN_SIZE_BYTES = 32;
const VALID_MINUTES = 60;
const MS_PER_MINUTE = 60_000;
const MS_PER_HOUR = 3_600_000;

/** Nobody fills another's mailbox. */
const LINKS_PER_HOUR = 3;

/** One address on the internet may stand for a whole office. */
const REQUESTS_PER_ADDRESS_AND_MINUTE = 20;

export interface ResetLink {
  readonly link: string;
  readonly expiresAt: number;
}

/** A link that works once, for an hour. Only the hash of its token is kept. */
export async function makeResetLink(c: HttpContext, accountId: string): Promise<ResetLink> {
  const token = c.env.randomToken(TOKEN_SIZE_BYTES);
  const createdAt = c.env.now().getTime();
  const expiresAt = createdAt + VALID_MINUTES * MS_PER_MINUTE;
  const tokenHash = await c.env.crypto.hashToken(token);
  await c.env.passwordResets.create({ tokenHash, accountId, createdAt, expiresAt });
  return { link: `${c.env.publicUrl}/reset/confirm?token=${token}`, expiresAt };
}

/** Mails a link to the account of an address, if there is one. What the mail says is not kept. */
export async function mailResetLink(c: HttpContext, email: string): Promise<void> {
  if (await asksTooOften(c)) return;
  const account = await c.env.access.findAccountByEmail(email);
  if (account === null) return;
  const since = c.env.now().getTime() - MS_PER_HOUR;
  if ((await c.env.passwordResets.countSince(account.id, since)) >= LINKS_PER_HOUR) return;
  const { link } = await makeResetLink(c, account.id);
  await c.env.mailer.send({
    ...passwordReset({ link, validMinutes: VALID_MINUTES }),
    installationId: null,
    recipient: account.email,
    keptText: PASSWORD_RESET_KEPT,
  });
}

async function asksTooOften(c: HttpContext): Promise<boolean> {
  const address = c.req.header("cf-connecting-ip");
  if (address === undefined) return false;
  const subject = `reset/${await c.env.crypto.hashToken(address)}`;
  const minute = Math.floor(c.env.now().getTime() / MS_PER_MINUTE);
  await c.env.access.countFailure(subject, minute);
  const { current } = await c.env.access.failures(subject, minute);
  return current > REQUESTS_PER_ADDRESS_AND_MINUTE;
}
