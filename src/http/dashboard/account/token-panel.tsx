import type { ApiToken } from "../../../booking/setup/repositories.ts";
import type { HttpContext } from "../../context.ts";
import { moment } from "../format.ts";
import { Notice } from "../parts/notice.tsx";

/** The API tokens; one that was just made is shown this once. */

export function Tokens(props: {
  readonly c: HttpContext;
  readonly tokens: readonly ApiToken[];
  readonly created?: string | undefined;
}) {
  const { c, tokens, created } = props;
  const { tokens: text } = c.get("view").texts.profile;
  return (
    <section class="panel" aria-labelledby="tokens">
      <h2 id="tokens">{text.title}</h2>
      <p>
        {text.lead} <a href="/api/docs">{text.docs}</a>
      </p>
      {created === undefined ? null : (
        <Notice kind="good">
          <p>{text.created}</p>
          <p>
            <code>{created}</code>
          </p>
        </Notice>
      )}
      {tokens.length === 0 ? (
        <p class="soft">{text.empty}</p>
      ) : (
        <TokenTable c={c} tokens={tokens} />
      )}
      <form method="post" action="/profile/tokens#tokens" class="filter">
        <div class="field wide">
          <label for="token-name">{text.name}</label>
          <input id="token-name" name="name" required maxlength={100} />
        </div>
        <button>{text.create}</button>
      </form>
    </section>
  );
}

function TokenTable({
  c,
  tokens,
}: {
  readonly c: HttpContext;
  readonly tokens: readonly ApiToken[];
}) {
  const { tokens: text } = c.get("view").texts.profile;
  return (
    <table class="list">
      <thead>
        <tr>
          <th scope="col">{text.name}</th>
          <th scope="col">{text.by}</th>
          <th scope="col">{text.at}</th>
          <th scope="col">{text.lastUsed}</th>
          <th scope="col">
            <span class="hidden">{text.withdraw}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {tokens.map((token) => (
          <tr>
            <th scope="row">{token.name}</th>
            <td data-label={text.by}>{token.createdBy}</td>
            <td data-label={text.at}>{moment(token.createdAt)}</td>
            <td data-label={text.lastUsed}>
              {token.lastUsedAt === null ? text.never : moment(token.lastUsedAt)}
            </td>
            <td class="act">
              <form method="post" action={`/profile/tokens/${token.id}/withdraw`}>
                <button class="small" aria-label={`${text.withdraw}: ${token.name}`}>
                  {text.withdraw}
                </button>
              </form>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
