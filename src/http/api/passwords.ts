import type { Account } from "../../booking/setup/repositories.ts";
import { PASSWORD_HASH_FIELD } from "../../booking/setup/sealed-fields.ts";
import type { HttpContext } from "../context.ts";
import { problemResponse } from "../problem.ts";
import { z } from "./api.ts";

/** Checking a password, with a brake on wrong ones only. */

const PASSWORD_MIN_CHARACTERS = 8;

/** PBKDF2 takes any length; this only keeps a body from being all password. */
const PASSWORD_MAX_CHARACTERS = 1_000;
const EMAIL_MAX_CHARACTERS = 254;

/** From the 10th wrong password within a minute an account answers 429 (contract section 4). */
const FAILURE_LIMIT_PER_ACCOUNT = 10;

/** One address may stand for a whole office. */
const FAILURE_LIMIT_PER_ADDRESS = 200;

const MS_PER_MINUTE = 60_000;
const RETRY_AFTER_SECONDS = 60;
const DECOY_SIZE_BYTES = 16;

const email = z.email().max(EMAIL_MAX_CHARACTERS).openapi({ example: "owner@example.com" });

export const newLoginSchema = z.object({
  email,
  password: z.string().min(PASSWORD_MIN_CHARACTERS).max(PASSWORD_MAX_CHARACTERS),
});
export const loginSchema = z.object({
  email: z.string().min(1).max(EMAIL_MAX_CHARACTERS),
  password: z.string().min(1).max(PASSWORD_MAX_CHARACTERS),
});
export type LoginRequest = z.infer<typeof loginSchema>;

export function normaliseEmail(text: string): string {
  return text.trim().toLowerCase();
}

interface Brake {
  readonly subject: string;
  readonly limit: number;
}

/** The account when the password is right. A wrong one costs the same work whether or not the account exists. */
export async function checkPassword(
  c: HttpContext,
  request: LoginRequest,
): Promise<Account | Response> {
  const address = normaliseEmail(request.email);
  const brakes = await brakesOf(c, address);
  for (const brake of brakes) {
    if ((await recentFailures(c, brake.subject)) >= brake.limit) return tooManyAttempts();
  }
  const account = await c.env.access.findAccountByEmail(address);
  if (await isRight(c, account, request.password)) return account ?? loginFailed();
  const minute = minuteOf(c);
  for (const { subject } of brakes) await c.env.access.countFailure(subject, minute);
  for (const { subject, limit } of brakes) {
    if ((await recentFailures(c, subject)) >= limit) return tooManyAttempts();
  }
  return loginFailed();
}

/** Addresses are personal, so only their hashes are kept. */
async function brakesOf(c: HttpContext, email: string): Promise<readonly Brake[]> {
  const account = {
    subject: `login/${await c.env.crypto.hashToken(email)}`,
    limit: FAILURE_LIMIT_PER_ACCOUNT,
  };
  const address = c.req.header("cf-connecting-ip");
  if (address === undefined) return [account];
  const subject = `address/${await c.env.crypto.hashToken(address)}`;
  return [account, { subject, limit: FAILURE_LIMIT_PER_ADDRESS }];
}

function minuteOf(c: HttpContext): number {
  return Math.floor(c.env.now().getTime() / MS_PER_MINUTE);
}

/** The last sixty seconds, estimated from whole minutes: the former one counts for the part that still lies within. */
async function recentFailures(c: HttpContext, subject: string): Promise<number> {
  const now = c.env.now().getTime();
  const { current, previous } = await c.env.access.failures(subject, minuteOf(c));
  const remaining = 1 - (now % MS_PER_MINUTE) / MS_PER_MINUTE;
  return Math.ceil(current + previous * remaining);
}

/** What an unknown address is checked against, so that it takes as long; made once per isolate. */
let decoy: string | null = null;

async function isRight(
  c: HttpContext,
  account: Account | null,
  password: string,
): Promise<boolean> {
  if (account === null) {
    decoy ??= await c.env.crypto.hashPassword(c.env.randomToken(DECOY_SIZE_BYTES));
    await c.env.crypto.verifyPassword(password, decoy);
    return false;
  }
  const place = { installationId: account.id, field: PASSWORD_HASH_FIELD };
  const stored = await c.env.vault.open(account.passwordHash, place);
  if (!stored.ok) c.env.log("password_hash_does_not_open", { account: account.id });
  return stored.ok && c.env.crypto.verifyPassword(password, stored.value);
}

function loginFailed(): Response {
  return problemResponse({
    status: 401,
    code: "LOGIN_FAILED",
    detail: "This e-mail address and password don't belong together.",
  });
}

function tooManyAttempts(): Response {
  return problemResponse({
    status: 429,
    code: "TOO_MANY_ATTEMPTS",
    detail: "Too many wrong passwords. Please wait a minute.",
    headers: { "retry-after": String(RETRY_AFTER_SECONDS) },
  });
}
