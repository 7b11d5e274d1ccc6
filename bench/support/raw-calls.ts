import { hmacSha512Hex, signedString } from "../../sandbox/shared/hmac.ts";
import type { ShopInTest, World } from "../../test/end-to-end/harness.ts";

/** The three calls of a booked order, signed and ready to be made again by a Worker that does nothing else. */

export interface RawCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

const SOAP_ACTION = '"https://cloudswitch.imuisonline.com/CreateJournaalpost"';

/** After at least one order of the shop was booked. */
export async function rawCalls(world: World, shop: ShopInTest): Promise<RawCall[]> {
  const { control, imuisUrl } = world.sandbox;
  const operation = "CreateJournaalpost";
  const created = control.calls.list({ operation, subject: shop.administration }).at(-1);
  const id = String(control.shop.orders({ shop: shop.shop })[0]?.["id"]);
  const paths = [
    `/api/rest/v1/orders/${id}/`,
    `/api/rest/v1/orders/${id}/orderrows/?start=0&size=100`,
  ];
  const reads = await Promise.all(paths.map((path) => signedRead(world, shop, path)));
  const headers = { "content-type": "text/xml; charset=utf-8", soapaction: SOAP_ACTION };
  const entry = { url: imuisUrl, method: "POST", headers, body: created?.payload ?? "" };
  return [...reads, entry];
}

async function signedRead(world: World, shop: ShopInTest, uri: string): Promise<RawCall> {
  const { apiRoot, apiPublic, apiSecret } = world.sandbox.control.shops.get({ shop: shop.shop });
  const date = `${new Date().toISOString().slice(0, 19)}Z`;
  const signed = { apiPublic: apiPublic ?? "", method: "GET", uri, body: "", date };
  const hash = await hmacSha512Hex(apiSecret ?? "", signedString(signed));
  const headers = { "x-public": apiPublic ?? "", "x-date": date, "x-hash": hash };
  return { url: new URL(uri, apiRoot).href, method: "GET", headers, body: null };
}

/** Milliseconds of each round of these calls, made in sequence by the floor Worker. */
export async function timeRawCalls(
  floorUrl: string,
  calls: readonly RawCall[],
  rounds: number,
): Promise<readonly number[]> {
  const body = JSON.stringify({ calls, rounds });
  const response = await fetch(`${floorUrl}/api/raw`, { method: "POST", body });
  if (!response.ok) throw new Error(`raw calls: ${response.status} ${await response.text()}`);
  return (await response.json()) as number[];
}

/**
 * Milliseconds in which a Worker that decides nothing takes so many documents of each shop through the same queue, objects, D1
 * and calls: what this machine and its simulators need.
 */
export async function timeMill(
  { world, floorUrl }: { readonly world: World; readonly floorUrl: string },
  shops: readonly ShopInTest[],
  documents: number,
): Promise<number> {
  const calls = await Promise.all(
    shops.map(async (shop) => ({
      administration: shop.administration,
      calls: await rawCalls(world, shop),
    })),
  );
  const body = JSON.stringify({ shops: calls, documents });
  const response = await fetch(`${floorUrl}/api/drain`, { method: "POST", body });
  if (!response.ok) throw new Error(`mill: ${response.status} ${await response.text()}`);
  return (await response.json()) as number;
}
