/** The inspector of workerd, as far as the bench needs it: a CPU profile, and the heap of the Worker's own isolate. */

export interface HeapUsage {
  readonly usedSize: number;
  readonly embedderHeapUsedSize: number;
  readonly backingStorageSize: number;
}

export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string };
    readonly children?: readonly number[];
  }[];
  readonly samples: readonly number[];
  /** Microseconds before each sample. */
  readonly timeDeltas: readonly number[];
}

export interface Inspector {
  /** Bytes in use by the isolate, with its buffers. */
  heapBytes(): Promise<number>;
  collectGarbage(): Promise<void>;
  startProfile(intervalMicroseconds: number): Promise<void>;
  stopProfile(): Promise<CpuProfile>;
  close(): void;
}

type Send = <Result>(method: string, params?: Readonly<Record<string, unknown>>) => Promise<Result>;

interface Answer {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: unknown;
}

/** `port` is that of `wrangler dev --inspector-port`. */
export async function inspect(port: number): Promise<Inspector> {
  const socket = await connect(port);
  const send = sender(socket);
  return {
    async heapBytes() {
      const usage = await send<HeapUsage>("Runtime.getHeapUsage");
      return usage.usedSize + usage.embedderHeapUsedSize + usage.backingStorageSize;
    },
    async collectGarbage() {
      await send("HeapProfiler.collectGarbage");
    },
    async startProfile(interval) {
      await send("Profiler.enable");
      await send("Profiler.setSamplingInterval", { interval });
      await send("Profiler.start");
    },
    stopProfile: async () => (await send<{ profile: CpuProfile }>("Profiler.stop")).profile,
    close: () => socket.close(),
  };
}

async function connect(port: number): Promise<WebSocket> {
  const list = await fetch(`http://127.0.0.1:${port}/json`);
  const [target] = (await list.json()) as { readonly webSocketDebuggerUrl: string }[];
  if (!target) throw new Error("The inspector offers nothing to inspect.");
  // Node's own WebSocket takes headers; wrangler's inspector lets in nobody without an origin.
  const options = { headers: { origin: "http://localhost" } } as unknown as string[];
  const socket = new WebSocket(target.webSocketDebuggerUrl, options);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", reject);
  });
  return socket;
}

function sender(socket: WebSocket): Send {
  const waiting = new Map<number, (answer: Answer) => void>();
  let last = 0;
  socket.addEventListener("message", ({ data }) => {
    const answer = JSON.parse(String(data)) as Answer;
    if (answer.id !== undefined) waiting.get(answer.id)?.(answer);
  });
  return async <Result>(method: string, params = {}) => {
    last += 1;
    const id = last;
    const answer = await new Promise<Answer>((resolve) => {
      waiting.set(id, resolve);
      socket.send(JSON.stringify({ id, method, params }));
    });
    waiting.delete(id);
    if (answer.error) throw new Error(`${method}: ${JSON.stringify(answer.error)}`);
    return answer.result as Result;
  };
}
