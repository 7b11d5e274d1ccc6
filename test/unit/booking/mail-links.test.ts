import { describe, test } from "vitest";

import { connectionRed, dailyDigest, ticketAnswered } from "../../../src/booking/mail/texts.ts";

/** A mail leads to the page that it is about. */

const url = "https://app.example";
const shop = "Testwinkel";

describe("the links of a mail", () => {
  test("a refused iMUIS leads to where it is connected again", ({ expect }) => {
    const red = { shop, url, problem: "geblokkeerd", again: false };
    const { text } = connectionRed({ ...red, connection: "imuis" });
    expect(text.match(/https:\S+/g)).toEqual([`${url}/setup/imuis`, `${url}/setup/imuis`]);
    const ccv = connectionRed({ ...red, connection: "ccv" });
    expect(ccv.text.match(/https:\S+/g)).toEqual([url, url]);
  });

  test("warnings lead to the documents with a warning, which needn't be booked", ({ expect }) => {
    const figures = { errors: 0, unknowns: 0, warnings: 2, waiting: 0, newlyWaiting: 0 };
    const { text } = dailyDigest({ figures, shop, url });
    expect(text).toContain(`- 2 met een waarschuwing: ${url}/warnings`);
    expect(text).toContain(`- 2 with a warning: ${url}/warnings`);
  });

  test("an answer leads to the questions, and names the document in both languages", ({
    expect,
  }) => {
    const ticket = { message: "", answer: "Ja.", url };
    const problem = ticketAnswered({ ...ticket, kind: "problem", subject: "invoice F12" });
    expect(problem.subject).toBe("Antwoord op: Factuur F12 / Answer to: invoice F12");
    expect(problem.text).toContain('Ons antwoord op "Factuur F12"');
    expect(problem.text.match(/https:\S+/g)).toEqual([`${url}/questions`, `${url}/questions`]);
    const question = ticketAnswered({ ...ticket, kind: "question", subject: "order 5?" });
    expect(question.subject).toBe("Antwoord op: order 5? / Answer to: order 5?");
  });
});
