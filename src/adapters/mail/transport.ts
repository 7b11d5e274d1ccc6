import type { MailTransport } from "../../booking/ports/mail.ts";
import { fail, ok } from "../../domain/result.ts";

/** Mail through Cloudflare's `send_email` binding. Keeps nothing and tries once. */

/** The binding answers within a second; whoever asked for the mail waits for it. */
const SEND_TIMEOUT_MS = 10_000;

/** Null where the binding or the sender is missing. */
export function createMailTransport(
  email: Pick<SendEmail, "send"> | undefined,
  from: string | undefined,
): MailTransport | null {
  if (email === undefined || from === undefined || from.trim() === "") return null;
  return {
    async deliver({ recipient: to, subject, text }) {
      const { promise: timeout, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error("no answer")), SEND_TIMEOUT_MS);
      try {
        await Promise.race([email.send({ to, from, subject, text }), timeout]);
        return ok(null);
      } catch (error) {
        return fail({ message: messageOf(error) });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  const code = "code" in error && typeof error.code === "string" ? `${error.code}: ` : "";
  return `${code}${error.message}`;
}
