// Small comforts; every page works without them.

// A choice that needs no second click.
for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

// On a phone the menu scrolls sideways: the page one is on should be seen.
const menu = document.querySelector(".menu ul");
const here = menu?.querySelector("[aria-current]");
if (here) menu.scrollLeft = here.offsetLeft - menu.clientWidth / 2;

// What can't be undone is asked about once more.
for (const form of document.querySelectorAll("form[data-confirm]")) {
  form.addEventListener("submit", (event) => {
    if (!window.confirm(form.dataset.confirm)) event.preventDefault();
  });
}

// A debtor is searched without sending the form; Enter searches too, and what is picked is filled in.
const partOf = (element) => element.closest("[data-part]");
const make = (name, properties, children = []) => {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
};
const choice = (name, { code, name: label, searchKey, city, email }) => {
  const id = `${name}-${code}`;
  const more = [searchKey === label ? "" : searchKey, city, email].filter(Boolean).join(" · ");
  return make("div", { className: "check" }, [
    make("input", { type: "radio", id, name, value: code }),
    make("label", { htmlFor: id, textContent: `${code} – ${label}` }),
    ...(more === "" ? [] : [make("p", { className: "hint", textContent: more })]),
  ]);
};
const tell = (part, className, textContent) =>
  part.querySelector("[data-found]").replaceChildren(make("p", { className, textContent }));
const showFound = (part, { legend, none }, found) => {
  if (found.length === 0) return tell(part, "error", none);
  const name = part.querySelector(".joined input").name.replace(/debtor$/, "picked");
  const list = [
    make("legend", { textContent: legend }),
    ...found.map((debtor) => choice(name, debtor)),
  ];
  part
    .querySelector("[data-found]")
    .replaceChildren(make("fieldset", { className: "radios" }, list));
};
// Longer than that nobody waits; the server itself waits for iMUIS longer.
const SEARCH_LIMIT_MS = 10_000;
const readJson = async (path) => {
  try {
    const response = await fetch(path, { signal: AbortSignal.timeout(SEARCH_LIMIT_MS) });
    return { ok: response.ok, body: await response.json() };
  } catch {
    return { ok: false, body: {} };
  }
};
document.addEventListener(
  "submit",
  async (event) => {
    const { submitter } = event;
    if (!submitter?.matches("[data-searches]")) return;
    event.preventDefault();
    const part = partOf(submitter);
    const text = part.querySelector(".joined input").value.trim();
    if (text === "") return;
    const { searches, busy, failed } = submitter.dataset;
    submitter.disabled = true;
    part.setAttribute("aria-busy", "true");
    tell(part, "hint", busy);
    const { ok, body } = await readJson(`${searches}?search=${encodeURIComponent(text)}`);
    if (ok) showFound(part, submitter.dataset, body);
    else tell(part, "error", submitter.dataset[body.code?.toLowerCase()] ?? failed);
    part.removeAttribute("aria-busy");
    submitter.disabled = false;
    part.querySelector("[data-found] input")?.focus();
  },
  { capture: true },
);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-part] .joined input")) return;
  event.preventDefault();
  partOf(event.target).querySelector("[data-searches]").click();
});
// What stood under the field named the number that was in it.
const forgetName = (part) => part.querySelector(".joined + .hint")?.replaceChildren();
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-found] input")) return;
  const part = partOf(event.target);
  part.querySelector(".joined input").value = event.target.value;
  forgetName(part);
});
document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-part] .joined input")) return;
  const part = partOf(event.target);
  forgetName(part);
  for (const picked of part.querySelectorAll("[data-found] input")) picked.checked = false;
});

// A form is sent once, however often its button is clicked.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (form.dataset.sent === "yes") event.preventDefault();
    form.dataset.sent = "yes";
  });
}
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// A link to something folded away unfolds it.
const target = location.hash.length > 1 ? document.getElementById(location.hash.slice(1)) : null;
if (target instanceof HTMLDetailsElement) target.open = true;

// While something goes on, the page looks again, unless somebody is filling in something.
const main = document.querySelector("main[data-refreshes]");
if (main !== null) {
  let looks = 0;
  // What was just done is told once.
  const address = new URL(location.href);
  address.searchParams.delete("done");
  const look = async () => {
    looks += 1;
    const isBusy = main.contains(document.activeElement) && document.activeElement !== main;
    if (!isBusy && document.visibilityState === "visible") {
      const response = await fetch(address.pathname + address.search, {
        headers: { accept: "text/html" },
      });
      if (response.ok && !response.redirected) {
        const page = new DOMParser().parseFromString(await response.text(), "text/html");
        const fresh = page.querySelector("main");
        if (fresh !== null && fresh.innerHTML !== main.innerHTML) {
          const isOver = fresh.dataset.refreshes === undefined;
          main.replaceChildren(...fresh.childNodes);
          if (isOver) return;
        }
      }
    }
    if (looks < 200) setTimeout(look, looks < 10 ? 2000 : 6000);
  };
  setTimeout(look, 2000);
}
