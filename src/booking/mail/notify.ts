import type { Installation } from "../ports/installations.ts";
import type { Mailer } from "../ports/mail.ts";
import type { AccessRepository, Ticket } from "../setup/repositories.ts";
import { recipientsOf, shopNameOf } from "./recipients.ts";
import type { ConnectionSide } from "./repositories.ts";
import * as texts from "./texts.ts";

/** The mails that follow something that has just happened. */

export interface NotifyDependencies {
  readonly mailer: Mailer;
  readonly access: Pick<AccessRepository, "addresses">;
  /** Origin of the dashboard. */
  readonly publicUrl: string;
  /** Where tickets go; null: they are only listed for the operator. */
  readonly supportAddress: string | null;
}

/** The account sees this installation now. */
export async function announceAccount(
  deps: NotifyDependencies,
  installation: Pick<Installation, "id" | "licenseKey">,
  email: string,
): Promise<void> {
  const { id: installationId, licenseKey } = installation;
  const text = texts.accountMade({ url: deps.publicUrl, email, licenseKey });
  await deps.mailer.send({ ...text, installationId, recipient: email });
}

/** A question or a reported problem, to support. */
export async function forwardTicket(
  deps: NotifyDependencies,
  installation: Installation,
  ticket: Pick<Ticket, "id" | "kind" | "subject" | "message" | "details">,
): Promise<void> {
  const text = texts.ticketForSupport({
    ...ticket,
    details: JSON.stringify(ticket.details, null, 2),
    shop: shopNameOf(installation),
    licenseKey: installation.licenseKey,
  });
  const recipient = deps.supportAddress;
  await deps.mailer.send({ ...text, installationId: installation.id, recipient });
}

/** The operator's answer, to whoever looks after the shop. */
export async function sendAnswer(
  deps: NotifyDependencies,
  installation: Installation,
  ticket: Ticket,
): Promise<void> {
  if (ticket.answer === null) return;
  const { kind, subject, message, answer } = ticket;
  const text = texts.ticketAnswered({ kind, subject, message, answer, url: deps.publicUrl });
  await sendToOwners(deps, installation, text);
}

/** A connection is red: at once, and daily while it stays so. */
export async function sendAlert(
  deps: NotifyDependencies,
  installation: Installation,
  alert: {
    readonly connection: ConnectionSide;
    readonly problem: string;
    readonly again: boolean;
  },
): Promise<void> {
  const text = texts.connectionRed({
    ...alert,
    shop: shopNameOf(installation),
    url: deps.publicUrl,
  });
  await sendToOwners(deps, installation, text);
}

/** One mail to each who looks after the installation; kept when there is nobody yet. */
export async function sendToOwners(
  deps: NotifyDependencies,
  installation: Installation,
  text: texts.MailText,
): Promise<void> {
  const recipients = await recipientsOf(deps.access, installation);
  const targets = recipients.length === 0 ? [null] : recipients;
  for (const recipient of targets) {
    await deps.mailer.send({ ...text, installationId: installation.id, recipient });
  }
}
