import type { KeptMail } from "../../../booking/mail/repositories.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";

/** The mails about this installation: also those that could not be sent, since nothing is silently dropped. */

const MAILS_SHOWN = 50;

type MailState = "sent" | "kept" | "waiting" | "failed";

function stateOf({ sentAt, nextAttemptAt, problem }: KeptMail): MailState {
  if (sentAt !== null) return "sent";
  if (nextAttemptAt !== null) return "waiting";
  return problem === null ? "kept" : "failed";
}

export async function answerMails(c: HttpContext): Promise<Response> {
  const { mails: text } = c.get("view").texts.profile;
  const mails = await c.env.mails.list(c.get("installation").id, null, MAILS_SHOWN);
  return answerPage(c, {
    title: text.title,
    section: "profile",
    content: (
      <>
        <p class="lead">{text.lead}</p>
        {mails.length === 0 ? <Empty>{text.empty}</Empty> : null}
        {mails.map((mail) => (
          <MailCard c={c} mail={mail} />
        ))}
      </>
    ),
  });
}

function MailCard({ c, mail }: { readonly c: HttpContext; readonly mail: KeptMail }) {
  const { mails: text } = c.get("view").texts.profile;
  const state = stateOf(mail);
  return (
    <details class="panel card">
      <summary>
        <strong>{mail.subject}</strong>{" "}
        <span class={state === "sent" ? "status processed" : "status"}>{text.state[state]}</span>{" "}
        <span class="soft">{moment(mail.createdAt)}</span>
      </summary>
      <p class="soft">
        {mail.recipient}
        {mail.problem === null ? null : ` · ${mail.problem}`}
      </p>
      <p class="lines">{mail.text}</p>
    </details>
  );
}
