import { html } from "hono/html";

import type { Shop, StoredOrder } from "../ccv-shop/shop.ts";
import type { SandboxState } from "../control/state.ts";

/** The shop's side: a form for a new order, and the latest orders with a button to pay. */

const SHOWN_ORDERS = 20;

export function orderForm(state: SandboxState) {
  const shops = [...state.shops.keys()];
  return html`<form class="new" method="post" action="/page/orders">
    <label class="wide"
      >Shop
      <select name="shop">
        ${shops.map((name) => html`<option>${name}</option>`)}
      </select>
    </label>
    <label class="wide"
      >Customer’s e-mail address
      <input name="email" type="email" value="anna@example.nl" autocomplete="off" required />
    </label>
    <label class="wide">Product <input name="product" value="Lamp" required /></label>
    <label
      >Price incl. VAT, in euros
      <input name="price" inputmode="decimal" pattern="[0-9]+([.,][0-9]{1,2})?" value="24.20" />
    </label>
    <label>Quantity <input name="count" type="number" min="1" value="1" /></label>
    <label
      >VAT
      <select name="vat">
        <option value="21">21%</option>
        <option value="9">9%</option>
        <option value="0">0%</option>
      </select>
    </label>
    <p class="soft">Shipping of € 6.95 is added.</p>
    <div class="wide"><button>Make the order</button></div>
  </form>`;
}

export function shopColumn(state: SandboxState) {
  const orders = [...state.shops.values()].flatMap((shop) =>
    [...shop.orders.values()].map((stored) => ({ shop, stored })),
  );
  if (orders.length === 0) return html`<p class="soft">There are no orders yet.</p>`;
  return orders.slice(-SHOWN_ORDERS).reverse().map(orderCard);
}

function orderCard({ shop, stored }: { shop: Shop; stored: StoredOrder }) {
  const { order, rows } = stored;
  const products = rows.map((row) => `${row.count} × ${row.product_name}`).join(", ");
  const number = order.ordernumber_full ?? "(not completed)";
  return html`<article>
    <div class="row">
      <h3>Order ${number}</h3>
      <span>${order.currency} ${order.total_price.toFixed(2)}</span>
    </div>
    <p class="soft">${products}<br />${order.customer?.email ?? ""}, ${shop.name}</p>
    ${order.paid ? html`<p class="soft paid">Paid</p>` : payButton(shop, stored)}
  </article>`;
}

function payButton(shop: Shop, { order }: StoredOrder) {
  return html`<form class="pay" method="post" action="/page/pay">
    <input type="hidden" name="shop" value="${shop.name}" />
    <input type="hidden" name="id" value="${order.id}" />
    <button aria-label="Pay order ${order.ordernumber_full ?? order.id}">Pay</button>
  </form>`;
}
