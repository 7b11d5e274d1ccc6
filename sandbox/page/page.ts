import { html } from "hono/html";

import { shopOf, type SandboxState } from "../control/state.ts";

/** Placeholder. */
export function page(state: SandboxState) {
  return html`<!doctype html>
    <html lang="en">
      <p>${state.shops.size ? shopOf(state, undefined).name : ""}</p>
    </html>`;
}
