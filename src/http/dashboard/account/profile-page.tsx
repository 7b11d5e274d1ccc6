import type { ShopInvoice } from "../../../booking/setup/repositories.ts";
import type { HttpContext } from "../../context.ts";
import type { FieldErrors } from "../form.ts";
import { date, moment } from "../format.ts";
import { Input } from "../parts/fields.tsx";
import { answerPage } from "../parts/layout.tsx";
import { StopPanel } from "./stop-panel.tsx";
import { Tokens } from "./token-panel.tsx";

/** The licence and what belongs to it. */

export interface ProfileTold {
  readonly problem?: string;
  readonly errors?: FieldErrors;
  /** Shown this once. */
  readonly token?: string;
  /** The first of two clicks was made. */
  readonly asksStop?: boolean;
}

export async function answerProfile(c: HttpContext, told: ProfileTold = {}): Promise<Response> {
  const { id } = c.get("installation");
  const [invoices, tokens] = await Promise.all([c.env.setUp.invoices(id), c.env.access.tokens(id)]);
  return answerPage(c, {
    title: c.get("view").texts.profile.title,
    section: "profile",
    problem: told.problem ?? null,
    ...(told.problem !== undefined && { status: 422 }),
    content: (
      <>
        <Licence c={c} />
        <Email c={c} errors={told.errors} />
        <Invoices c={c} invoices={invoices} />
        <Tokens c={c} tokens={tokens} created={told.token} />
        <Exports c={c} />
        <Erase c={c} errors={told.errors} />
        <StopPanel c={c} asks={told.asksStop ?? false} />
      </>
    ),
  });
}

function Licence({ c }: { readonly c: HttpContext }) {
  const { texts, visitor } = c.get("view");
  const { profile: text, common } = texts;
  const installation = c.get("installation");
  const facts = [
    [common.license, installation.licenseKey],
    [text.shop, installation.shopName ?? new URL(installation.apiRoot).host],
    [text.administration, installation.administrationName ?? "–"],
    [text.state, common.installations.state[installation.state]],
    [text.trialEnds, date(installation.trialEndsOn)],
    [text.login, visitor?.email ?? text.loginNone],
  ] as const;
  return (
    <section class="panel" aria-labelledby="licence">
      <h2 id="licence">{text.license}</h2>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div class={name === common.license ? "double whole" : undefined}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p class="buttons">
        {(visitor?.installations.length ?? 0) > 1 ? (
          <a class="button" href="/installations">
            {common.installations.title}
          </a>
        ) : null}
        <a class="button" href="/setup/imuis">
          {text.reconnect}
        </a>
        <a class="button" href="/profile/changes">
          {text.changes.title}
        </a>
        <a class="button" href="/profile/mails">
          {text.mails.title}
        </a>
      </p>
    </section>
  );
}

function Email(props: { readonly c: HttpContext; readonly errors?: FieldErrors | undefined }) {
  const { c, errors } = props;
  const { profile, common } = c.get("view").texts;
  return (
    <section class="panel" aria-labelledby="email">
      <h2 id="email">{profile.email.title}</h2>
      <form method="post" action="/profile/email">
        <Input
          name="additionalEmail"
          type="email"
          label={profile.email.label}
          hint={profile.email.hint}
          autocomplete="email"
          value={c.get("installation").additionalEmail}
          errors={errors}
        />
        <button class="blue">{common.save}</button>
      </form>
    </section>
  );
}

function Invoices(props: { readonly c: HttpContext; readonly invoices: readonly ShopInvoice[] }) {
  const { invoices: text } = props.c.get("view").texts.profile;
  return (
    <section class="panel" aria-labelledby="invoices">
      <h2 id="invoices">{text.title}</h2>
      {props.invoices.length === 0 ? (
        <p class="soft">{text.empty}</p>
      ) : (
        <table class="list">
          <thead>
            <tr>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.date}</th>
            </tr>
          </thead>
          <tbody>
            {props.invoices.map(({ id, name, createdAt }) => (
              <tr>
                <th scope="row">
                  <a href={`/api/profile/invoices/${id}`}>
                    {name} <span class="hidden">({text.download})</span>
                  </a>
                </th>
                <td data-label={text.date}>{moment(createdAt)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Erase(props: { readonly c: HttpContext; readonly errors?: FieldErrors | undefined }) {
  const { c, errors } = props;
  const { profile, common } = c.get("view").texts;
  const { erase: text } = profile;
  return (
    <section class="panel" aria-labelledby="erase">
      <h2 id="erase">{text.title}</h2>
      <p>{text.lead}</p>
      <form method="post" action="/profile/erase" data-confirm={text.confirm}>
        <div class="grid">
          <Input
            name="email"
            type="email"
            label={text.email}
            optional={common.optional}
            errors={errors}
          />
          <Input
            name="name"
            label={text.name}
            optional={common.optional}
            maxlength={200}
            errors={errors}
          />
        </div>
        <button class="red">{text.button}</button>
      </form>
    </section>
  );
}

function Exports({ c }: { readonly c: HttpContext }) {
  const { exports: text } = c.get("view").texts.profile;
  return (
    <section class="panel" aria-labelledby="export">
      <h2 id="export">{text.title}</h2>
      <p>{text.lead}</p>
      <p class="buttons">
        <a class="button" href="/api/export">
          {text.json}
        </a>
        <a class="button" href="/export/documents.csv">
          {text.csv}
        </a>
      </p>
    </section>
  );
}
