import { isoSeconds } from "../shared/clock.ts";
import { allowOnly, readObject } from "./body.ts";
import { collection, flag, instant, sorted, unpaged, wholeNumber } from "./collection.ts";
import { invalid, notFound, sameValue } from "./errors.ts";
import type { Order } from "./order.ts";
import { link, presentNote, presentOrder, presentOrderRow } from "./present.ts";
import type { CcvApp } from "./routing.ts";
import { type Note, type Shop, type StoredOrder, takeId } from "./shop.ts";

/** Orders, their rows and notes ("CCV Shop API, orders"). */

const ORDER_BY = ["id", "ordernumber", "create_date", "deliver_date"];

/** What PATCH /orders/{id}/ takes, as far as a bookkeeping app could want it. */
const PATCHABLE = ["paid", "status", "invoicenumber", "reservationnumber", "track_and_trace_code"];

export function addOrderRoutes(app: CcvApp): void {
  app.get("/orders", ({ env, req }) => {
    const url = new URL(req.url);
    const found = [...env.shop.orders.values()].filter(({ order }) => selects(url, order));
    const bySort = sorted(
      found.map(({ order }) => order),
      url,
      ORDER_BY,
    );
    const items = bySort.map(({ id }) => presentOrder(env.shop, orderOf(env.shop, id)));
    return collection(items, { shop: env.shop, url });
  });
  app.get("/orders/:id", ({ env, req }) =>
    Response.json(presentOrder(env.shop, orderOf(env.shop, req.param("id")))),
  );
  app.patch("/orders/:id", ({ env, req }) => {
    patchOrder(orderOf(env.shop, req.param("id")).order, readObject(env.body));
    return new Response(null, { status: 204 });
  });
  app.get("/orders/:id/orderrows", ({ env, req }) => {
    const stored = orderOf(env.shop, req.param("id"));
    const items = stored.rows.map((row) => presentOrderRow(env.shop, stored, row));
    return collection(items, { shop: env.shop, url: new URL(req.url) });
  });
  app.get("/orderrows/:id", ({ env, req }) => {
    const id = Number(req.param("id"));
    for (const stored of env.shop.orders.values()) {
      const row = stored.rows.find((row) => row.id === id);
      if (row) return Response.json(presentOrderRow(env.shop, stored, row));
    }
    throw notFound(`Order row ${id}`);
  });
  addNoteRoutes(app);
}

function addNoteRoutes(app: CcvApp): void {
  app.get("/orders/:id/ordernotes", ({ env, req }) => {
    const { order, notes } = orderOf(env.shop, req.param("id"));
    const items = notes.map((note) => presentNote(env.shop, order.id, note));
    return unpaged(items, { shop: env.shop, url: new URL(req.url) });
  });
  app.post("/orders/:id/ordernotes", ({ env, req }) => {
    const { order, notes } = orderOf(env.shop, req.param("id"));
    const input = readObject(env.body);
    allowOnly(input, ["note"]);
    if (typeof input["note"] !== "string") throw invalid("Property note must be a string");
    const create_date = isoSeconds(env.clock());
    const note: Note = { id: takeId(env.shop), note: input["note"], type: "internal", create_date };
    notes.push(note);
    return Response.json(presentNote(env.shop, order.id, note), { status: 201 });
  });
  app.get("/ordernotes/:id", ({ env, req }) => {
    const { stored, note } = noteOf(env.shop, Number(req.param("id")));
    return Response.json(presentNote(env.shop, stored.order.id, note));
  });
  app.delete("/ordernotes/:id", ({ env, req }) => {
    const { stored, note } = noteOf(env.shop, Number(req.param("id")));
    stored.notes.splice(stored.notes.indexOf(note), 1);
    return new Response(null, { status: 204 });
  });
}

export function orderOf(shop: Shop, id: number | string): StoredOrder {
  const stored = shop.orders.get(Number(id));
  if (!stored) throw notFound(`Order ${link(shop, `orders/${id}/`)}`);
  return stored;
}

function noteOf(shop: Shop, id: number): { stored: StoredOrder; note: Note } {
  for (const stored of shop.orders.values()) {
    const note = stored.notes.find((note) => note.id === id);
    if (note) return { stored, note };
  }
  throw notFound(`Order note ${id}`);
}

function selects(url: URL, order: Order): boolean {
  const since = instant(url, "min_create_date");
  const until = instant(url, "max_create_date");
  const created = Date.parse(order.create_date);
  const checks: boolean[] = [
    (flag(url, "is_completed") ?? true) === order.is_completed,
    equalsWhenAsked(wholeNumber(url, "ordernumber"), order.ordernumber),
    equalsWhenAsked(wholeNumber(url, "status"), order.status),
    equalsWhenAsked(flag(url, "is_paid"), order.paid),
    equalsWhenAsked(wholeNumber(url, "paymethod_id"), order.paymethod_id),
    equalsWhenAsked(url.searchParams.get("transaction_id"), order.transaction_id),
    sameDay(url.searchParams.get("deliver_date"), order.deliver_date),
    sameDay(url.searchParams.get("take_out_date"), order.take_out_window.start),
    since === null || created >= since,
    until === null || created <= until,
  ];
  return checks.every(Boolean);
}

export function equalsWhenAsked<Value>(asked: Value | null, value: Value | null): boolean {
  return asked === null || asked === value;
}

function sameDay(asked: string | null, value: string | null): boolean {
  return asked === null || (value !== null && value.slice(0, 10) === asked.slice(0, 10));
}

function patchOrder(order: Order, input: Record<string, unknown>): void {
  allowOnly(input, PATCHABLE);
  const target = order as unknown as Record<string, unknown>;
  const changed = Object.keys(input).filter((name) => target[name] !== input[name]);
  if (changed.length === 0) throw sameValue(Object.keys(input).join(", "));
  Object.assign(order, input);
}
