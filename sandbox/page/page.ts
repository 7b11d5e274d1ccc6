import { html, raw } from "hono/html";

import type { SandboxState } from "../control/state.ts";
import { booksColumn } from "./books-column.ts";
import { orderForm, shopColumn } from "./shop-column.ts";
import { REFRESH_SCRIPT, STYLE } from "./style.ts";

/** Shop and books side by side, for people who want to see a sale arrive. */
export function page(state: SandboxState) {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Sandbox: shop and books</title>
        <style>
          ${raw(STYLE)}
        </style>
        <noscript><meta http-equiv="refresh" content="5" /></noscript>
      </head>
      <body>
        <header>
          <h1>Shop and books</h1>
          <p>
            Stand-ins for CCV Shop and iMUIS. Make an order, mark it as paid, and watch its journal
            entry arrive.
          </p>
        </header>
        <main>
          <section aria-labelledby="shop-title">
            <h2 id="shop-title">Shop</h2>
            ${orderForm(state)}
            <div id="orders">${shopColumn(state)}</div>
          </section>
          <section aria-labelledby="books-title">
            <h2 id="books-title">Books</h2>
            <div id="books" aria-live="polite">${booksColumn(state)}</div>
          </section>
        </main>
        <script>
          ${raw(REFRESH_SCRIPT)};
        </script>
      </body>
    </html>`;
}
