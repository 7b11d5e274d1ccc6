import { callVendor, type RawCall } from "./calls.ts";
import type { Administration, Grist } from "./mill.ts";

export { Administration } from "./mill.ts";

/** The least that the work can cost: a verified delivery put on the queue, and the vendors' calls one after another. */

interface FloorEnv {
  readonly WEBHOOK_KEY: string;
  readonly DB: D1Database;
  readonly ORDERS: Queue;
  readonly ADMINISTRATION: DurableObjectNamespace<Administration>;
}

const ALGORITHM = { name: "HMAC", hash: "SHA-512" };
const MESSAGES_PER_BATCH = 100;

/** Deliveries whose consumer reads a row of D1, as the product's must before it lets go of what is nothing to it. */
const READING_PATH = "/webhooks/reading/";
const INSTALLATION = "SELECT * FROM installations WHERE id = ?";
const encoder = new TextEncoder();

let imported: CryptoKey | null = null;

async function keyOf(env: FloorEnv): Promise<CryptoKey> {
  imported ??= await crypto.subtle.importKey(
    "raw",
    encoder.encode(env.WEBHOOK_KEY),
    ALGORITHM,
    false,
    ["verify"],
  );
  return imported;
}

async function accept(request: Request, env: FloorEnv): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  const signature = Uint8Array.from(
    (request.headers.get("x-hash") ?? "").match(/../g) ?? [],
    (pair) => Number.parseInt(pair, 16),
  );
  const isSigned = await crypto.subtle.verify(ALGORITHM, await keyOf(env), signature, body);
  if (!isSigned) return new Response(null, { status: 401 });
  const readsOnce = request.url.includes(READING_PATH);
  const message = { body: new TextDecoder().decode(body), readsOnce };
  await env.ORDERS.send(message, { contentType: "json" });
  return Response.json({ status: "queued" });
}

/** Milliseconds per round of calls. */
async function callVendors(request: Request): Promise<Response> {
  const { calls, rounds } = await request.json<{ calls: RawCall[]; rounds: number }>();
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (const call of calls) await callVendor(call);
    milliseconds.push(performance.now() - start);
  }
  return Response.json(milliseconds);
}

interface Load {
  readonly shops: readonly { readonly administration: string; readonly calls: RawCall[] }[];
  readonly documents: number;
}

/** Milliseconds until the mill has ground so many documents of each shop, which come in turn. */
async function drain(request: Request, env: FloorEnv): Promise<Response> {
  const { shops, documents } = await request.json<Load>();
  const objects = shops.map(({ administration }) => env.ADMINISTRATION.getByName(administration));
  await Promise.all(
    objects.map((object, place) => object.prepare(shops[place]?.calls ?? [], documents)),
  );
  const run = crypto.randomUUID();
  const start = performance.now();
  const messages = Array.from({ length: documents }, (_, document) =>
    shops.map(({ administration }) => ({ body: { administration, id: `${run}-${document}` } })),
  ).flat();
  for (let place = 0; place < messages.length; place += MESSAGES_PER_BATCH) {
    await env.ORDERS.sendBatch(messages.slice(place, place + MESSAGES_PER_BATCH));
  }
  await Promise.all(objects.map((object) => object.finished()));
  return Response.json(performance.now() - start);
}

function administrationsOf(messages: readonly Message[]): Map<string, Grist[]> {
  const parcels = new Map<string, Grist[]>();
  for (const { body } of messages) {
    const grist = body as Partial<Grist>;
    // A delivery of the webhook's floor.
    if (!grist.administration) continue;
    const parcel = parcels.get(grist.administration) ?? [];
    parcel.push(grist as Grist);
    parcels.set(grist.administration, parcel);
  }
  return parcels;
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/raw") return callVendors(request);
    if (pathname === "/api/drain") return drain(request, env);
    return pathname.startsWith("/webhooks/") ? accept(request, env) : new Response("ok");
  },
  async queue(batch, env) {
    const [first] = batch.messages;
    const { readsOnce } = (first?.body ?? {}) as { readonly readsOnce?: boolean };
    if (readsOnce) await env.DB.prepare(INSTALLATION).bind("none").first();
    const parcels = [...administrationsOf(batch.messages)];
    await Promise.all(
      parcels.map(([administration, parcel]) =>
        env.ADMINISTRATION.getByName(administration).enqueue(parcel),
      ),
    );
    batch.ackAll();
  },
} satisfies ExportedHandler<FloorEnv>;
