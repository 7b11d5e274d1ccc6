/** The page's style sheet and its only script, which exchanges the two lists every two seconds. */

export const STYLE = `
:root { color-scheme: light; --ink: #1d2733; --soft: #5b6875; --line: #d9dfe5; --paper: #ffffff; --ground: #f4f6f8; --accent: #1f5f8b; }
* { box-sizing: border-box; }
body { margin: 0; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink); background: var(--ground); }
header, main { max-width: 80rem; margin-inline: auto; }
h1 { margin: 0; font-size: 1.5rem; }
header p { margin: .25rem 0 1.5rem; color: var(--soft); }
h2 { margin: 0 0 .75rem; font-size: 1.15rem; }
h3 { margin: 0; font-size: 1rem; }
main { display: grid; gap: 2rem; grid-template-columns: minmax(0, 5fr) minmax(0, 7fr); align-items: start; }
article, form.new { margin-bottom: 1rem; padding: 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: .5rem; }
form.new { display: grid; gap: .75rem; grid-template-columns: repeat(2, minmax(0, 1fr)); }
form.new .wide { grid-column: 1 / -1; }
label { display: block; font-size: .875rem; color: var(--soft); }
input, select { display: block; width: 100%; margin-top: .25rem; padding: .5rem; font: inherit; color: var(--ink); background: var(--paper); border: 1px solid #7d8a97; border-radius: .375rem; }
button { padding: .5rem 1rem; font: inherit; color: #ffffff; background: var(--accent); border: 0; border-radius: .375rem; cursor: pointer; }
button:hover { background: #174a6d; }
:focus-visible { outline: 3px solid #e0a100; outline-offset: 2px; }
.row { display: flex; flex-wrap: wrap; gap: .5rem 1rem; align-items: center; justify-content: space-between; }
.soft { margin: .25rem 0 0; font-size: .875rem; color: var(--soft); }
form.pay { margin-top: .75rem; }
.paid { color: #1c6b3c; font-weight: 600; }
.scroll { overflow-x: auto; }
table { width: 100%; margin-top: .75rem; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .375rem .5rem; text-align: left; border-top: 1px solid var(--line); vertical-align: top; }
th { font-size: .8125rem; font-weight: 600; color: var(--soft); }
thead th { border-top: 0; }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot td, tfoot th { border-top: 2px solid var(--ink); font-weight: 600; color: var(--ink); }
@media (max-width: 52rem) { body { padding: 1rem; } main { grid-template-columns: minmax(0, 1fr); } }
`;

/** Leaves a list alone while something in it has the focus, so that a button never moves under a finger. */
export const REFRESH_SCRIPT = `
setInterval(async () => {
  const answer = await fetch("/").catch(() => null);
  if (!answer || !answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["orders", "books"]) {
    const old = document.getElementById(id);
    const update = fresh.getElementById(id);
    if (old && update && !old.contains(document.activeElement) && old.innerHTML !== update.innerHTML) {
      old.innerHTML = update.innerHTML;
    }
  }
}, 2000)`;
