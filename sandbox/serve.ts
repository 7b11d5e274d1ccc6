import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";

import { serve, type ServerType } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";

import {
  createSandbox,
  IMUIS_PATH,
  type Sandbox,
  type SandboxOptions,
  VIES_PATH,
} from "./sandbox.ts";
import { isConnectionLost } from "./shared/connection-lost.ts";

/** Runs a sandbox on loopback addresses: `node sandbox/serve.ts --port 8788 --shops 2`. */

const HOST = "127.0.0.1";

export interface ServeOptions extends Omit<SandboxOptions, "newOrigin"> {
  /** Port of the first shop, iMUIS, VIES, control and page; a free one when left out. */
  port?: number;
  /** So many shops, each with an origin of its own; 1 when left out. */
  shops?: number;
}

export interface ServedSandbox extends Sandbox {
  /** Origin of iMUIS, VIES, control, page and the first shop. */
  origin: string;
  imuisUrl: string;
  viesUrl: string;
  close: () => Promise<void>;
}

/** Each shop gets a port of its own, since the app tells installations apart by the shop's address. */
export async function serveSandbox(options: ServeOptions = {}): Promise<ServedSandbox> {
  const servers: ServerType[] = [];
  const waiting: string[] = [];
  const open = async (port: number): Promise<string> => {
    const { server, origin } = await listen(sandbox, port);
    servers.push(server);
    return origin;
  };
  const newOrigin = (): Promise<string> => {
    const first = waiting.shift();
    return first === undefined ? open(0) : Promise.resolve(first);
  };
  const sandbox = createSandbox({ ...options, newOrigin });
  const origin = await open(options.port ?? 0);
  waiting.push(origin);
  for (let count = 0; count < (options.shops ?? 1); count += 1) await sandbox.control.shops.make();
  return {
    ...sandbox,
    origin,
    imuisUrl: `${origin}${IMUIS_PATH}`,
    viesUrl: `${origin}${VIES_PATH}`,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

interface NodeBindings {
  incoming: IncomingMessage;
  outgoing: ServerResponse;
}

function listen(sandbox: Sandbox, port: number): Promise<{ server: ServerType; origin: string }> {
  return new Promise((resolve, reject) => {
    const server = serve(
      { fetch: answering(sandbox), port, hostname: HOST, overrideGlobalObjects: false },
      ({ port: actual }: AddressInfo) => resolve({ server, origin: `http://${HOST}:${actual}` }),
    );
    server.once("error", reject);
  });
}

/** A broken connection destroys the socket instead of answering 500. */
function answering(sandbox: Sandbox) {
  return async (request: Request, bindings: unknown): Promise<Response> => {
    try {
      return await sandbox.fetch(request);
    } catch (error) {
      const { incoming } = bindings as NodeBindings;
      const gone = request.signal.aborted || isConnectionLost(error);
      if (!gone) return new Response(String(error), { status: 500 });
      incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
  };
}

function close(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ("closeAllConnections" in server) server.closeAllConnections();
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8788" },
      shops: { type: "string", default: "1" },
      "app-secret": { type: "string" },
    },
  });
  const secret = values["app-secret"] ?? process.env["CCV_APP_SECRET"];
  const served = await serveSandbox({
    port: Number(values.port),
    shops: Number(values.shops),
    ...(secret === undefined ? {} : { appSecret: secret }),
  });
  console.log(`Page and control  ${served.origin}`);
  console.log(`IMUIS_URL         ${served.imuisUrl}`);
  console.log(`VIES_URL          ${served.viesUrl}`);
  for (const shop of served.control.shops.list()) {
    console.log(`${shop.name.padEnd(17)} ${shop.apiRoot}  public key ${shop.apiPublic ?? ""}`);
  }
}

if (import.meta.main) await main();
