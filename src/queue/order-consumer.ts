import { relevantPart } from "../booking/booked-kind.ts";
import { type Message, parseMessage } from "../booking/message.ts";
import type { Installation } from "../booking/ports/installations.ts";
import type { QueueDependencies } from "../dependencies/rounds.ts";
import { affordable, type OwnWork, workOffHere } from "./own-work.ts";

/**
 * Hands each message over to the Durable Object of its administration, which works it off in its own time: a slow
 * administration then holds up neither the queue nor another shop. Every message ends in exactly one ack or retry.
 */

const RETRY_DELAY_SECONDS = 30;

/** Work that was too much for one batch comes again spread, so that it isn't too much once more. */
const RETRY_SPREAD_SECONDS = 60;

interface Parcel {
  readonly messages: { readonly raw: QueueMessage; readonly message: Message }[];
  readonly administrationKey: string;
}

type QueueMessage = Pick<globalThis.Message, "id" | "body" | "attempts" | "ack" | "retry">;

/** What is found in a batch: parcels for administrations, and the consumer's own work. */
interface Sorting {
  readonly parcels: Map<string, Parcel>;
  readonly own: { readonly raw: QueueMessage; readonly work: OwnWork }[];
  readonly installations: Map<string, Promise<Installation | null>>;
}

export async function consumeOrders(
  batch: { readonly messages: readonly QueueMessage[] },
  deps: QueueDependencies,
): Promise<void> {
  const sorting: Sorting = { parcels: new Map(), own: [], installations: new Map() };
  await Promise.all(
    batch.messages.map((raw) => safely(raw, deps, () => sortIn(raw, deps, sorting))),
  );
  await Promise.all([...sorting.parcels.values()].map((parcel) => handOver(parcel, deps)));
  await workOffOwn(sorting.own, deps);
}

async function workOffOwn(own: Sorting["own"], deps: QueueDependencies): Promise<void> {
  const now = affordable(own.map(({ work }) => work));
  for (const { raw, work } of own.slice(0, now)) {
    await safely(raw, deps, async () => {
      if (await workOffHere(work, deps)) raw.ack();
      else raw.retry({ delaySeconds: RETRY_DELAY_SECONDS });
    });
  }
  for (const { raw } of own.slice(now)) {
    const spread = Math.floor(Math.random() * RETRY_SPREAD_SECONDS);
    raw.retry({ delaySeconds: RETRY_DELAY_SECONDS + spread });
  }
}

/** A failure of ours or of D1 must cost this message only a delay, and the others nothing. */
async function safely(
  raw: QueueMessage,
  deps: QueueDependencies,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    deps.log("queue.failed", {
      attempt: raw.attempts,
      error: error instanceof Error ? error.name : "unknown",
    });
    raw.retry({ delaySeconds: RETRY_DELAY_SECONDS });
  }
}

async function sortIn(raw: QueueMessage, deps: QueueDependencies, sorting: Sorting): Promise<void> {
  const message = parseMessage(raw.body);
  if (!message) {
    await deps.cron.keepDeadLetter(raw.id, JSON.stringify(raw.body), deps.now());
    raw.ack();
    return;
  }
  if (message.type === "retention" || message.type === "digest" || message.type === "move") {
    sorting.own.push({ raw, work: message });
    return;
  }
  const { installationId } = message;
  const known = deps.knownAdministrations.find(installationId, deps.now());
  if (known) {
    const part = relevantPartOf(message, known);
    if (part) putInParcel(sorting.parcels, known.administrationKey, { raw, message: part });
    else raw.ack();
    return;
  }
  const found =
    sorting.installations.get(installationId) ?? deps.installations.find(installationId);
  sorting.installations.set(installationId, found);
  const installation = await found;
  if (installation) deps.knownAdministrations.remember(installation, deps.now());
  const relevant = installation && relevantPartOf(message, installation);
  if (!installation || !relevant) {
    raw.ack();
    return;
  }
  if (installation.administrationKey) {
    const key = installation.administrationKey;
    putInParcel(sorting.parcels, key, { raw, message: relevant });
    return;
  }
  // Without books there is nothing to wait for: the document is put down as waiting for its configuration.
  if (relevant.type === "document" && relevant.cause !== "changed") {
    sorting.own.push({ raw, work: relevant });
    return;
  }
  raw.ack();
}

function putInParcel(
  parcels: Map<string, Parcel>,
  administrationKey: string,
  entry: Parcel["messages"][number],
): void {
  const parcel = parcels.get(administrationKey) ?? { messages: [], administrationKey };
  parcel.messages.push(entry);
  parcels.set(administrationKey, parcel);
}

function relevantPartOf(
  message: Message,
  installation: Pick<Installation, "source">,
): Message | null {
  return message.type === "document" ? relevantPart(message, installation) : message;
}

async function handOver(parcel: Parcel, deps: QueueDependencies): Promise<void> {
  try {
    await deps
      .administration(parcel.administrationKey)
      .enqueue(parcel.messages.map(({ message }) => message));
    for (const { raw } of parcel.messages) raw.ack();
  } catch (error) {
    deps.log("queue.hand-over-failed", { error: error instanceof Error ? error.name : "unknown" });
    for (const { raw } of parcel.messages) raw.retry({ delaySeconds: RETRY_DELAY_SECONDS });
  }
}
