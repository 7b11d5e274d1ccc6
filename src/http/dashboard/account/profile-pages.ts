import type { Hono } from "hono";

import type { HttpContext, HttpEnv } from "../../context.ts";
import { answerCsv } from "../documents/report-csv.ts";
import { fieldErrors, problemText, readForm } from "../form.ts";
import { answerChanges } from "./changes-page.tsx";
import { answerMails } from "./mails-page.tsx";
import { answerProfile } from "./profile-page.tsx";

/** The profile and what its buttons do, each through the API. */
export function addProfilePages(pages: Hono<HttpEnv>): void {
  pages.get("/profile", (c) => answerProfile(c));
  pages.get("/profile/changes", (c) => answerChanges(c));
  pages.get("/profile/mails", (c) => answerMails(c));
  pages.post("/profile/erase", (c) => eraseCustomer(c));
  pages.post("/profile/email", (c) => saveEmail(c));
  pages.post("/profile/tokens", (c) => createToken(c));
  pages.post("/profile/tokens/:id/withdraw", (c) => withdrawToken(c));
  pages.post("/profile/stop", (c) => pause(c, "stop"));
  pages.post("/profile/resume", (c) => pause(c, "resume"));
  pages.get("/export/documents.csv", (c) => answerCsv(c, { statuses: [], name: "documents" }));
}

async function saveEmail(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const additionalEmail = (await readForm(c)).text("additionalEmail");
  const answer = await callApi("PATCH", "/api/profile", { additionalEmail });
  if (answer.ok) return c.redirect("/profile?done=emailSaved", 303);
  return answerProfile(c, {
    problem: problemText(texts, answer),
    errors: fieldErrors(texts, answer),
  });
}

/** Asked until there is nothing more; each call of the API takes a part. */
const ERASE_ROUNDS = 20;

async function eraseCustomer(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  const [email, name] = [form.text("email"), form.text("name")];
  const wanted = { ...(email !== "" && { email }), ...(name !== "" && { name }) };
  for (let round = 0; round < ERASE_ROUNDS; round += 1) {
    const answer = await callApi("POST", "/api/customers/erase", wanted);
    if (!answer.ok) {
      const errors = fieldErrors(texts, answer);
      return answerProfile(c, { problem: problemText(texts, answer), errors });
    }
    if (answer.body["finished"] !== false) break;
  }
  return c.redirect("/profile?done=erased", 303);
}

/** The token is shown once, in the answer itself: it may stand in no address and in no store. */
async function createToken(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const name = (await readForm(c)).text("name");
  const answer = await callApi("POST", "/api/tokens", { name });
  const { token } = answer.body;
  if (!answer.ok || typeof token !== "string") {
    return answerProfile(c, { problem: problemText(texts, answer) });
  }
  return answerProfile(c, { token });
}

async function withdrawToken(c: HttpContext): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const id = encodeURIComponent(c.req.param("id") ?? "");
  const answer = await callApi("DELETE", `/api/tokens/${id}`);
  if (!answer.ok) return answerProfile(c, { problem: problemText(texts, answer) });
  return c.redirect("/profile?done=tokenDeleted", 303);
}

async function pause(c: HttpContext, name: "stop" | "resume"): Promise<Response> {
  const { texts, callApi } = c.get("view");
  const form = await readForm(c);
  if (!form.has("sure")) return answerProfile(c, { asksStop: true });
  const answer = await callApi("POST", `/api/profile/${name}`);
  if (!answer.ok) return answerProfile(c, { problem: problemText(texts, answer) });
  return c.redirect(`/profile?done=${name === "stop" ? "stopped" : "resumed"}`, 303);
}
