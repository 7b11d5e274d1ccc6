import { fail, ok, type Result } from "../../domain/result.ts";
import type { Installation } from "../ports/installations.ts";
import type { Shop, ShopFailure } from "../ports/shop.ts";
import { dutchDateOf } from "./calendar.ts";
import type { SetUpDependencies } from "./dependencies.ts";
import { fromShopFailure, type SetUpFailure } from "./failure.ts";
import { shopOf } from "./read-options.ts";
import { registerWebhooks } from "./register-webhooks.ts";
import { MENDED_SHOP, releaseDocuments } from "./release-documents.ts";
import { TERMS_VERSION } from "./terms.ts";

const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** What must be there before documents can be booked, in the order of the set-up pages. */
export function missingSteps(installation: Installation): readonly string[] {
  const steps: readonly (readonly [string, boolean])[] = [
    ["terms", installation.termsVersion === TERMS_VERSION],
    ["ccv", installation.apiSecret !== null],
    ["imuis", installation.environmentCode !== null],
    ["configuration", installation.configuration !== null],
  ];
  return steps.filter(([, isDone]) => !isDone).map(([step]) => step);
}

/** Registers the webhooks, marks the app installed and starts the booking. Repeating it repairs and creates nothing twice. */
export async function activate(
  dependencies: SetUpDependencies,
  installation: Installation,
): Promise<Result<{ readonly returnUrl: string }, SetUpFailure>> {
  if (installation.state === "uninstalled") return fail({ kind: "uninstalled" });
  const missing = missingSteps(installation);
  if (missing.length > 0) return fail({ kind: "not-ready", missing });
  const shop = await shopOf(dependencies, installation);
  if (!shop.ok) return shop;
  const registered = await oneAtATime(dependencies, installation, () =>
    registerWebhooks(dependencies, installation, shop.value),
  );
  if (!registered.ok) return refuse(dependencies, installation, registered.error);
  const marked = await shop.value.markAppInstalled();
  if (!marked.ok) return refuse(dependencies, installation, marked.error);
  await rememberShop(dependencies, installation, shop.value);
  await start(dependencies, installation, registered.value.pollsInvoices);
  return ok({ returnUrl: installation.returnUrl });
}

/** The install link may have found the shop asleep; its id is needed to recognise it under another address. */
async function rememberShop(
  dependencies: SetUpDependencies,
  installation: Installation,
  shop: Shop,
): Promise<void> {
  if (installation.webShopId !== null) return;
  const identity = await shop.readIdentity();
  if (!identity.ok) return;
  const { webShopId, name: shopName } = identity.value;
  await dependencies.installations.change(installation.id, { webShopId, shopName });
}

/** Long enough for a slow shop's dozen calls; whoever dies holds nobody up for longer. */
const LOCK_MS = 60_000;
const LOCK_WAIT_MS = 200;

/** Two activations at once would register every webhook twice: the second waits for the first, and finds nothing to do. */
async function oneAtATime<Value>(
  { installations, now }: SetUpDependencies,
  { id }: Installation,
  work: () => Promise<Value>,
): Promise<Value> {
  const begun = now().getTime();
  while (!(await installations.lockActivation(id, now().getTime(), now().getTime() + LOCK_MS))) {
    if (now().getTime() - begun > LOCK_MS) break;
    await new Promise((resolve) => {
      setTimeout(resolve, LOCK_WAIT_MS);
    });
  }
  try {
    return await work();
  } finally {
    await installations.unlockActivation(id);
  }
}

async function refuse(
  dependencies: SetUpDependencies,
  installation: Installation,
  failure: ShopFailure,
): Promise<Result<never, SetUpFailure>> {
  if (failure.kind === "credentials-refused") {
    const ccv = { problem: failure.message, checkedAt: dependencies.now().getTime() };
    await dependencies.installations.change(installation.id, { ccv });
  }
  return fail(fromShopFailure(failure));
}

async function start(
  dependencies: SetUpDependencies,
  installation: Installation,
  pollsInvoices: boolean,
): Promise<void> {
  const now = dependencies.now();
  const isRunning = installation.state === "active" && installation.activatedAt !== null;
  await dependencies.installations.change(installation.id, {
    state: "active",
    stoppedAt: null,
    pollsInvoices,
    ccv: { problem: null, checkedAt: now.getTime() },
    activatedAt: isRunning ? installation.activatedAt : now.getTime(),
    firstActiveOn: installation.firstActiveOn ?? dutchDateOf(now),
  });
  await enqueueSweep(dependencies, installation);
  await releaseDocuments(dependencies, installation, {
    codes: [...MENDED_SHOP.codes, "STOPPED"],
    cause: "resume",
  });
}

/**
 * What came in while nobody listened: from 24 hours before the last sweep, or before now when there was none. Looked for at
 * once, or after `delaySeconds`.
 */
export async function enqueueSweep(
  dependencies: Pick<SetUpDependencies, "queue" | "now">,
  installation: Pick<Installation, "id" | "sweptUntil">,
  delaySeconds = 0,
): Promise<void> {
  const since = installation.sweptUntil ?? dependencies.now().getTime();
  const from = new Date(since - MS_PER_DAY).toISOString();
  await dependencies.queue.send(
    [{ type: "sweep", installationId: installation.id, from, start: 0, thorough: false }],
    { delaySeconds },
  );
}
