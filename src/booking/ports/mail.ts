import type { Result } from "../../domain/result.ts";

/** The way out for mails. */

export interface Mail {
  /** Whom it concerns; null when it concerns no installation. */
  readonly installationId: string | null;
  /** Null: nobody is configured to receive it, so it is only kept. */
  readonly recipient: string | null;
  readonly subject: string;
  readonly text: string;
  /** What is kept instead of the text when that holds a secret; such a mail is not tried again. */
  readonly keptText?: string;
}

/** Sends a mail, or keeps it to be seen where no mail is configured. Never rejects: no work fails because of its mail. */
export interface Mailer {
  /** False: mails are kept and shown instead. */
  readonly isConfigured: boolean;
  send(mail: Mail): Promise<void>;
}

/** The way out for a mail. */
export interface MailTransport {
  deliver(
    mail: Pick<Mail, "subject" | "text"> & { readonly recipient: string },
  ): Promise<Result<null, { readonly message: string }>>;
}
