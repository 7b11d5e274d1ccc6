/** Reads a body up to a limit, counting what really arrives: a stated length may be wrong or missing. Null when there is more. */
export async function readBody(request: Request, limitBytes: number): Promise<Uint8Array | null> {
  const stated = request.headers.get("content-length");
  if (Number(stated ?? 0) > limitBytes) {
    await request.body?.cancel();
    return null;
  }
  if (request.body === null) return new Uint8Array(0);
  if (isCutOff(request.headers)) return whole(request, limitBytes);
  return collect(request.body.getReader(), limitBytes);
}

/** HTTP itself cuts a body off at its stated length, unless it comes in chunks; a compressed one is longer when it is read. */
function isCutOff(headers: Headers): boolean {
  const isStated = /^\d+$/.test(headers.get("content-length") ?? "");
  return isStated && !headers.has("content-encoding") && !headers.has("transfer-encoding");
}

async function whole(request: Request, limitBytes: number): Promise<Uint8Array | null> {
  const bytes = await request.arrayBuffer();
  return bytes.byteLength > limitBytes ? null : new Uint8Array(bytes);
}

async function collect(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  limitBytes: number,
): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.byteLength;
    if (size > limitBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return join(chunks, size);
}

function join(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const joined = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return joined;
}

const strictText = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });

/** JSON of a raw body; undefined when it is none. */
export function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(strictText.decode(body)) as unknown;
  } catch {
    return undefined;
  }
}
