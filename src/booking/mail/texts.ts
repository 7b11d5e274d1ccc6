import { ownWords } from "../../domain/own-words.ts";
import type { Language } from "../../domain/vocabulary.ts";
import type { ConnectionSide, DigestFigures } from "./repositories.ts";

/** Every mail's words, Dutch and English. Nothing else of the product writes a mail. */

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

type InBoth = Readonly<Record<Language, MailText>>;

/** Between the Dutch and the English half of a mail. */
export const LANGUAGE_BREAK = "\n\n- - -\n\n";

/** One mail for whoever reads it: Dutch first, then English. */
function bilingual({ nl, en }: InBoth): MailText {
  return {
    subject: `${nl.subject} / ${en.subject}`,
    text: `${nl.text}${LANGUAGE_BREAK}${en.text}\n`,
  };
}

/** After the account is made. Never with the password. */
export function accountMade(facts: {
  readonly url: string;
  readonly email: string;
  readonly licenseKey: string;
}): MailText {
  const { url, email, licenseKey } = facts;
  return bilingual({
    nl: {
      subject: "Uw dashboard voor CCV Shop en King/iMUIS",
      text: `Uw account is gemaakt.\n\nDashboard: ${url}\nInlognaam: ${email}\nLicentiesleutel: ${licenseKey}\n\nUw wachtwoord kent alleen u. Bent u het vergeten, kies dan op de inlogpagina "Wachtwoord vergeten".`,
    },
    en: {
      subject: "Your dashboard for CCV Shop and King/iMUIS",
      text: `Your account has been made.\n\nDashboard: ${url}\nLogin name: ${email}\nLicence key: ${licenseKey}\n\nOnly you know your password. If you have forgotten it, choose "Forgot password" on the login page.`,
    },
  });
}

const SIDES: Readonly<Record<ConnectionSide, string>> = { ccv: "CCV Shop", imuis: "King/iMUIS" };

/** A connection is red. `again`: it was told before. */
export function connectionRed(facts: {
  readonly connection: ConnectionSide;
  readonly shop: string;
  readonly problem: string;
  readonly url: string;
  readonly again: boolean;
}): MailText {
  const { shop, problem, again } = facts;
  const side = SIDES[facts.connection];
  // The shop's side is mended in the shop.
  const url = facts.connection === "imuis" ? `${facts.url}/setup/imuis` : facts.url;
  return bilingual({
    nl: {
      subject: `${again ? "Nog steeds geen verbinding" : "Geen verbinding"} met ${side} (${shop})`,
      text: `De verbinding van ${shop} met ${side} werkt ${again ? "nog steeds niet" : "niet"}.\n\nMelding: ${ownWords(problem, "nl")}\n\nDocumenten die daarop wachten, worden vanzelf opnieuw aangeboden zodra de verbinding weer werkt. Zolang dat niet zo is, sturen wij u elke dag een bericht.\n\n${url}`,
    },
    en: {
      subject: `${again ? "Still no connection" : "No connection"} to ${side} (${shop})`,
      text: `The connection of ${shop} to ${side} ${again ? "still doesn't work" : "doesn't work"}.\n\nMessage: ${problem}\n\nDocuments that wait for it are offered again by themselves as soon as it works. Until then we send you a message every day.\n\n${url}`,
    },
  });
}

type Line = readonly [count: number, nl: string, en: string];

function linesOf(lines: readonly Line[], language: Language): string {
  return lines
    .filter(([count]) => count > 0)
    .map(([count, nl, en]) => `- ${count} ${language === "nl" ? nl : en}`)
    .join("\n");
}

/** The daily digest: what is new since the last one. */
export function dailyDigest(facts: {
  readonly figures: DigestFigures;
  readonly shop: string;
  readonly url: string;
}): MailText {
  const { figures, shop, url } = facts;
  const lines: readonly Line[] = [
    [figures.errors, `nieuw in Fouten: ${url}/errors`, `new in Errors: ${url}/errors`],
    [
      figures.unknowns,
      `waarvan het antwoord van iMUIS verloren ging: ${url}/errors`,
      `of which the answer of iMUIS was lost: ${url}/errors`,
    ],
    [figures.warnings, `met een waarschuwing: ${url}/warnings`, `with a warning: ${url}/warnings`],
    [
      figures.waiting,
      `wachten langer dan een dag: ${url}/open`,
      `wait longer than a day: ${url}/open`,
    ],
  ];
  return bilingual({
    nl: {
      subject: `Te bekijken voor ${shop}`,
      text: `Dit vraagt uw aandacht:\n\n${linesOf(lines, "nl")}\n\nDit bericht komt om 07:00 uur, alleen als er iets nieuws is.`,
    },
    en: {
      subject: `To look at for ${shop}`,
      text: `This needs your attention:\n\n${linesOf(lines, "en")}\n\nThis message comes at 07:00, only when there is something new.`,
    },
  });
}

/** A link to choose a new password. */
export function passwordReset(facts: {
  readonly link: string;
  readonly validMinutes: number;
}): MailText {
  const { link, validMinutes } = facts;
  return bilingual({
    nl: {
      subject: "Een nieuw wachtwoord kiezen",
      text: `Met deze link kiest u een nieuw wachtwoord. Hij werkt één keer, ${validMinutes} minuten lang:\n\n${link}\n\nHebt u hier niet om gevraagd? Dan hoeft u niets te doen.`,
    },
    en: {
      subject: "Choose a new password",
      text: `With this link you choose a new password. It works once, for ${validMinutes} minutes:\n\n${link}\n\nDidn't you ask for this? Then there is nothing to do.`,
    },
  });
}

/** What is kept of it: without the link. */
export const PASSWORD_RESET_KEPT =
  "Een link om een nieuw wachtwoord te kiezen is gevraagd; de link zelf wordt niet bewaard. De beheerder kan er een maken. / A link to choose a new password was asked for; the link itself is not kept. The operator can make one.";

/** After the password was changed through a link. */
export function passwordChanged(facts: { readonly url: string }): MailText {
  const { url } = facts;
  return bilingual({
    nl: {
      subject: "Uw wachtwoord is gewijzigd",
      text: `Uw wachtwoord is zojuist gewijzigd; overal waar u was ingelogd, bent u uitgelogd. Was u dit niet? Vraag dan meteen een nieuw wachtwoord aan en laat het ons weten.\n\n${url}`,
    },
    en: {
      subject: "Your password was changed",
      text: `Your password has just been changed; wherever you were logged in, you are logged out. Wasn't this you? Then ask for a new password at once and let us know.\n\n${url}`,
    },
  });
}

/** A question or reported problem, to support. */
export function ticketForSupport(facts: {
  readonly id: string;
  readonly kind: "problem" | "question";
  readonly subject: string;
  readonly message: string;
  readonly details: string;
  readonly shop: string;
  readonly licenseKey: string;
}): MailText {
  const { id, kind, subject, message, details, shop, licenseKey } = facts;
  const word = kind === "problem" ? "Probleem / Problem" : "Vraag / Question";
  return {
    subject: `${word}: ${subject} (${shop})`,
    text: `Ticket: ${id}\nWinkel / Shop: ${shop}\nLicentiesleutel / Licence key: ${licenseKey}\n\n${subject}\n\n${message}\n\n${details}\n`,
  };
}

/** Reported problems are about a document, which the API names in English. */
function dutchSubject(kind: "problem" | "question", subject: string): string {
  if (kind === "question") return subject;
  return subject.replace(/^order /, "Bestelling ").replace(/^invoice /, "Factuur ");
}

/** The operator's answer, to the owner. */
export function ticketAnswered(facts: {
  readonly kind: "problem" | "question";
  readonly subject: string;
  readonly message: string;
  readonly answer: string;
  readonly url: string;
}): MailText {
  const { kind, subject, message, answer } = facts;
  const url = `${facts.url}/questions`;
  const dutch = dutchSubject(kind, subject);
  const asked = message === "" ? "" : `\n\n> ${message.replaceAll("\n", "\n> ")}`;
  return bilingual({
    nl: {
      subject: `Antwoord op: ${dutch}`,
      text: `Ons antwoord op "${dutch}":\n\n${answer}${asked}\n\n${url}`,
    },
    en: {
      subject: `Answer to: ${subject}`,
      text: `The answer is above, in the words in which it was given.\n\n${url}`,
    },
  });
}
