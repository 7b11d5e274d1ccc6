/** The vendors' calls of one document, prepared and signed outside: a Worker only makes them. */

export interface RawCall {
  readonly url: string;
  readonly method: string;
  readonly headers: Record<string, string>;
  readonly body: string | null;
}

export async function callVendor({ url, ...call }: RawCall): Promise<string> {
  const answer = await fetch(url, call);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${text}`);
  return text;
}
