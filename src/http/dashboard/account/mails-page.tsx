import type { KeptMail } from "../../../booking/mail/repositories.ts";
import { LANGUAGE_BREAK } from "../../../booking/mail/texts.ts";
import { ownWords } from "../../../domain/own-words.ts";
import type { HttpContext } from "../../context.ts";
import { nameDocument } from "../documents/words.ts";
import { moment } from "../format.ts";
import { answerPage } from "../parts/layout.tsx";
import { Empty } from "../parts/notice.tsx";
import type { Texts } from "../texts/texts.ts";

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

/** `Winkel / Shop: ` */
const LABELS = /^([^/\n:]+) \/ ([^/\n:]+): /gm;

/** A subject that answers a reported problem: `Antwoord op: order ORD1`. */
const PROBLEM = /(?<=^[^:\n]+: )(order|invoice) \S+$/;

/** Mails go out in both languages; the page shows the half that is its own. What a ticket tells support is left out. */
function ownLanguage(text: string, separator: string, { language, documents }: Texts): string {
  const at = language === "nl" ? 0 : 1;
  const [told = ""] = text.split("\n\n{");
  const labelled = told.replaceAll(LABELS, (_, ...labels: string[]) => `${labels[at]}: `);
  if (labelled !== told) return nameDocument(documents, labelled);
  const halves = told.split(separator);
  const half = (halves.length === 2 ? halves[at] : undefined)?.trim() ?? told;
  return half.replace(PROBLEM, (subject) => nameDocument(documents, subject));
}

function MailCard({ c, mail }: { readonly c: HttpContext; readonly mail: KeptMail }) {
  const { texts, language } = c.get("view");
  const { mails: text } = texts.profile;
  const state = stateOf(mail);
  return (
    <details class="panel card">
      <summary>
        <strong>{ownLanguage(mail.subject, " / ", texts)}</strong>{" "}
        <span class={state === "sent" ? "status processed" : "status"}>{text.state[state]}</span>{" "}
        <span class="soft whole">{moment(mail.createdAt)}</span>
      </summary>
      <p class="soft">
        {mail.recipient}
        {mail.problem === null ? null : ` · ${ownWords(mail.problem, language)}`}
      </p>
      <p class="lines">{ownLanguage(mail.text, LANGUAGE_BREAK, texts)}</p>
    </details>
  );
}
