import type { HttpContext } from "../../context.ts";
import { Dots } from "./dots.tsx";
import type { Section } from "./layout.tsx";

/** Product, connections, search, help, language, licence key, and the main menu with the number of problems and of new ones. */

interface Props {
  readonly c: HttpContext;
  readonly section: Section;
}

export function Header({ c, section }: Props) {
  const { texts, visitor } = c.get("view");
  const isInside = visitor !== null && visitor.waiting !== null;
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

/** More than this nobody counts. */
const MOST_COUNTED = 99;

/** What this login has not been shown yet on the page that it leads to. */
function NewProblems({ c }: Pick<Props, "c">) {
  const { texts, visitor } = c.get("view");
  const number = visitor?.waiting?.newProblems ?? 0;
  if (number === 0) return null;
  const shown = number > MOST_COUNTED ? `${MOST_COUNTED}+` : String(number);
  return (
    <a class="new-problems" href="/errors">
      <span class="badge">{shown}</span> <span>{texts.common.newProblems(number)}</span>
    </a>
  );
}

/** Where the same thing is seen again: what answers a form has no page of its own. */
function backOf(c: HttpContext): string {
  const { method, path } = c.req;
  if (method === "GET") return path + queryOf(c);
  const hasPage = /^\/(setup|configuration|migration|questions|login)\b/.test(path);
  return hasPage && !/\/(stop|link)$/.test(path)
    ? path
    : path.slice(0, path.lastIndexOf("/")) || "/";
}

/** Filter, search and the token of a link stay; what was just done is told once. */
function queryOf(c: HttpContext): string {
  const { searchParams } = new URL(c.req.url);
  for (const name of ["done", "offered"]) searchParams.delete(name);
  const query = searchParams.toString();
  return query === "" ? "" : `?${query}`;
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
      <NewProblems c={c} />
    </div>
  );
}

/** The number of failed and unknown documents, and of waiting ones. */
function Badge({ c, name }: Pick<Props, "c"> & { readonly name: string }) {
  const { texts, visitor } = c.get("view");
  const waiting = visitor?.waiting;
  if (!waiting) return null;
  if (name === "open" && waiting.open > 0) return <span class="badge soft">{waiting.open}</span>;
  const problems = waiting.errors + waiting.unknown;
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
