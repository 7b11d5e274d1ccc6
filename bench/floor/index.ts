import { DurableObject } from "cloudflare:workers";

/** The least that the work can cost: a verified delivery put on the queue, and the vendors' calls one after another. */

interface FloorEnv {
  readonly WEBHOOK_KEY: string;
  readonly ORDERS: Queue;
}

interface RawCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

const ALGORITHM = { name: "HMAC", hash: "SHA-512" };
const encoder = new TextEncoder();

export class Administration extends DurableObject {}

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
  await env.ORDERS.send({ body: new TextDecoder().decode(body) }, { contentType: "json" });
  return Response.json({ status: "queued" });
}

/** Milliseconds per round of calls. */
async function callVendors(request: Request): Promise<Response> {
  const { calls, rounds } = await request.json<{ calls: RawCall[]; rounds: number }>();
  const milliseconds: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    for (const { url, ...call } of calls) {
      const answer = await fetch(url, call);
      const text = await answer.text();
      if (!answer.ok) return new Response(text, { status: 502 });
    }
    milliseconds.push(performance.now() - start);
  }
  return Response.json(milliseconds);
}

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    if (pathname === "/api/raw") return callVendors(request);
    return pathname.startsWith("/webhooks/") ? accept(request, env) : new Response("ok");
  },
  queue(batch) {
    batch.ackAll();
  },
} satisfies ExportedHandler<FloorEnv>;
