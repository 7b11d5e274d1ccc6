import { Hono } from "hono";

import { createCcvApi } from "./ccv-shop/app.ts";
import { claimedShop } from "./ccv-shop/authenticate.ts";
import type { Deliver } from "./ccv-shop/deliver.ts";
import { API_PATH } from "./ccv-shop/present.ts";
import { type Control, createControl } from "./control/control.ts";
import { controlRoutes } from "./control/routes.ts";
import type { SandboxState } from "./control/state.ts";
import { CallLog } from "./faults/call-log.ts";
import { FaultList } from "./faults/fault-list.ts";
import { Transport } from "./faults/transport.ts";
import {
  createAdministration,
  TEST_ADMINISTRATION,
  TEST_ENVIRONMENT_CODE,
  TEST_PARTNER_KEY,
} from "./imuis/default-administration.ts";
import { peek } from "./imuis/envelope.ts";
import { ImuisService, peekTable } from "./imuis/service.ts";
import { pageRoutes } from "./page/routes.ts";
import type { Clock } from "./shared/clock.ts";
import { Vies } from "./vies/vies.ts";

/** Stand-ins for CCV Shop, iMUIS and VIES that speak their protocols. Knows nothing of the Worker's code. */

export interface SandboxOptions {
  clock?: Clock;
  /** App secret key of the Developer App Center, which signs handshakes and install links. */
  appSecret?: string;
  /** How the sandbox reaches the Worker; global fetch when left out. */
  deliver?: Deliver;
  /** An origin for a shop that brings none; `https://<name>.example` when left out. */
  newOrigin?: (name: string) => Promise<string>;
}

export interface Sandbox {
  /** All three vendors, the control API and the page. */
  fetch: (request: Request) => Promise<Response>;
  control: Control;
}

export const DEFAULT_APP_SECRET = "sandbox-app-secret";
export const IMUIS_PATH = "/v1/ws1_xml.asmx";
export const VIES_PATH = "/vies/rest-api";

export function createSandbox(options: SandboxOptions = {}): Sandbox {
  const state = createState(options);
  const control = createControl(state);
  const app = new Hono();
  app.all(`${API_PATH}/*`, ccvHandler(state));
  app.post(IMUIS_PATH, imuisHandler(state));
  app.all(`${VIES_PATH}/*`, viesHandler(state));
  app.route("/control", controlRoutes(control));
  app.route("/", pageRoutes(state, control));
  app.onError((error) => {
    throw error;
  });
  return { fetch: async (request) => app.fetch(request), control };
}

function createState(options: SandboxOptions): SandboxState {
  const clock = options.clock ?? (() => new Date());
  const calls = new CallLog(clock);
  const faults = new FaultList();
  const administration = createAdministration(TEST_ADMINISTRATION, TEST_ENVIRONMENT_CODE);
  const administrations = new Map([[administration.number, administration]]);
  const partnerKeys = new Set([TEST_PARTNER_KEY]);
  return {
    clock,
    appSecret: options.appSecret ?? DEFAULT_APP_SECRET,
    deliver: options.deliver ?? ((request) => fetch(request)),
    shops: new Map(),
    deliveries: [],
    imuis: new ImuisService({ partnerKeys, administrations }, clock),
    vies: new Vies(clock),
    faults,
    calls,
    transport: new Transport(calls, faults),
    newOrigin: options.newOrigin ?? ((name) => Promise.resolve(`https://${name}.example`)),
  };
}

type Handler = (context: { req: { raw: Request } }) => Promise<Response>;

function ccvHandler(state: SandboxState): Handler {
  const answer = createCcvApi(state.clock);
  return async ({ req: { raw: request } }) => {
    const body = await request.text();
    const url = new URL(request.url);
    const claimed = claimedShop(state.shops.values(), url, request.headers);
    return state.transport.exchange({
      call: {
        vendor: "ccv",
        operation: `${request.method} ${url.pathname.slice(API_PATH.length)}`,
        table: null,
        subject: claimed?.shop.name ?? "unknown",
        path: url.pathname + url.search,
        payload: body,
      },
      signal: request.signal,
      process: (effect) => answer({ request, body, claimed, effect }),
    });
  };
}

function imuisHandler(state: SandboxState): Handler {
  return async ({ req: { raw: request } }) => {
    const body = await request.text();
    const { name, environmentCode } = peek(body);
    const administration = state.imuis.administrationOf(environmentCode);
    return state.transport.exchange({
      call: {
        vendor: "imuis",
        operation: name,
        table: peekTable(body),
        subject: administration?.number ?? (environmentCode || "unknown"),
        path: IMUIS_PATH,
        payload: body,
      },
      signal: request.signal,
      process: async (effect) => state.imuis.answer(body, request.headers, effect),
    });
  };
}

function viesHandler(state: SandboxState): Handler {
  return async ({ req: { raw: request } }) => {
    const body = await request.text();
    const { method } = request;
    const url = new URL(request.url);
    const path = url.pathname.slice(VIES_PATH.length);
    const country = /"countryCode"\s*:\s*"(\w+)"/.exec(body)?.[1] ?? /^\/ms\/(\w+)/.exec(path)?.[1];
    return state.transport.exchange({
      call: {
        vendor: "vies",
        operation: `${method} ${path}`,
        table: null,
        subject: country ?? "unknown",
        path: url.pathname + url.search,
        payload: body,
      },
      signal: request.signal,
      process: async (effect) => state.vies.answer({ method, path, body, effect }),
    });
  };
}
