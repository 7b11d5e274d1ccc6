import type { HttpContext } from "../../context.ts";
import { Dots } from "./dots.tsx";
import type { Section } from "./layout.tsx";

/** Product, connections, search, help, language, licence key, and the main menu with the number of problems. */

interface Props {
  readonly c: HttpContext;
  readonly section: Section;
}

export function Header({ c, section }: Props) {
  const { texts, visitor } = c.get("view");
  const isInside = visitor !== null && visitor.counts !== null;
  return (
    <header class="top">
      <div class="bar">
        <a class="brand" href="/">
          {texts.common.product}
        </a>
        {isInside ? <Dots c={c} /> : null}
        {isInside ? <Search c={c} /> : null}
        {isInside ? (
          <a class="button ask" href="/questions">
            {texts.common.ask}
          </a>
        ) : null}
        <div class="tools">
          {isInside ? <License c={c} /> : null}
          <LanguageSwitch c={c} />
          {visitor === null ? null : <Logout c={c} />}
        </div>
      </div>
      {isInside ? <Menu c={c} section={section} /> : null}
    </header>
  );
}

/** Where the same thing is seen again: what answers a form has no page of its own. */
function backOf(c: HttpContext): string {
  const { method, path } = c.req;
  const hasPage =
    method === "GET" || /^\/(setup|configuration|migration|questions|login)\b/.test(path);
  return hasPage ? path : path.slice(0, path.lastIndexOf("/")) || "/";
}

function LanguageSwitch({ c }: Pick<Props, "c">) {
  const { common } = c.get("view").texts;
  return (
    <form method="post" action="/language">
      <input type="hidden" name="language" value={common.otherLanguageCode} />
      <input type="hidden" name="back" value={backOf(c)} />
      <button class="quiet" lang={common.otherLanguageCode}>
        {common.otherLanguage}
      </button>
    </form>
  );
}

function Logout({ c }: Pick<Props, "c">) {
  return (
    <form method="post" action="/logout">
      <button class="quiet">{c.get("view").texts.common.logout}</button>
    </form>
  );
}

/** The licence key, and a choice where the account has several. */
function License({ c }: Pick<Props, "c">) {
  const { texts, visitor } = c.get("view");
  const { id, licenseKey } = c.get("installation");
  const installations = visitor?.installations ?? [];
  if (installations.length < 2) return null;
  return (
    <form method="post" action="/installations" class="license">
      <label for="license" class="hidden">
        {texts.common.license}
      </label>
      <select id="license" name="id" data-submits="yes">
        {installations.map((known) => (
          <option value={known.id} selected={known.id === id}>
            {known.shopName === null ? known.licenseKey : `${known.shopName} (${known.licenseKey})`}
          </option>
        ))}
      </select>
      <button class="quiet" title={licenseKey}>
        {texts.common.choose}
      </button>
    </form>
  );
}

const MENU = [
  ["overview", "/"],
  ["report", "/report"],
  ["errors", "/errors"],
  ["open", "/open"],
  ["skipped", "/skipped"],
  ["configuration", "/configuration"],
  ["profile", "/profile"],
  ["migration", "/migration"],
  ["help", "/help"],
] as const;

function Menu({ c, section }: Props) {
  const { common } = c.get("view").texts;
  return (
    <div class="bar menu">
      <nav aria-label={common.mainNavigation}>
        <ul>
          {MENU.map(([name, href]) => (
            <li>
              <a href={href} aria-current={name === section ? "page" : undefined}>
                {common.nav[name]}
                <Badge c={c} name={name} />
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}

/** The number of failed and unknown documents, and of waiting ones. */
function Badge({ c, name }: Pick<Props, "c"> & { readonly name: string }) {
  const { texts, visitor } = c.get("view");
  const counts = visitor?.counts;
  if (!counts) return null;
  if (name === "open" && counts.open > 0) return <span class="badge soft">{counts.open}</span>;
  const problems = counts.errors + counts.unknown;
  if (name !== "errors" || problems === 0) return null;
  return (
    <span class="badge">
      <span aria-hidden="true">{problems}</span>
      <span class="hidden">{texts.common.problems(problems)}</span>
    </span>
  );
}

function Search({ c }: Pick<Props, "c">) {
  const { common } = c.get("view").texts;
  return (
    <form action="/search" role="search" class="search">
      <label for="search" class="hidden">
        {common.search}
      </label>
      <input
        id="search"
        type="search"
        name="search"
        placeholder={common.searchHint}
        maxlength={60}
        value={c.req.path === "/search" ? c.req.query("search") : undefined}
      />
      <button>{common.searchButton}</button>
    </form>
  );
}
