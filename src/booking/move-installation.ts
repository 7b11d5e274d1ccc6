import type { Result } from "../domain/result.ts";
import type { Message } from "./message.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { InstallationRepository } from "./ports/installations.ts";
import type { MessageSender } from "./ports/queue.ts";
import { MENDED_BOOKS, MENDED_SHOP, releaseDocuments } from "./setup/release-documents.ts";

/**
 * Moves the documents of an installation to another data database while the shop goes on selling (docs/decisions/0007).
 * One step per message: each can be repeated, and a step that is interrupted is taken up again by cron. From the first to
 * the last copied row nobody can claim a document; what comes in waits in the mailbox of the administration or the queue.
 *
 *   clearing    what an earlier move left at the target is erased; its lock lets nothing else in
 *   draining    no new claim at the source; what is under way ends
 *   copying     the source is closed, and its rows are copied
 *   (arrival)   counts and sums agree: the directory names the target
 *   emptying    the copied rows are erased at the source; its lock stays, so that nobody ever writes there by mistake
 *   cancelling  before the arrival: the copies are erased, and the source is open again
 */

export type MovePhase =
  | "clearing"
  | "draining"
  | "copying"
  | "emptying"
  | "cancelling"
  | "finished"
  | "cancelled";

export interface Move {
  readonly installationId: string;
  readonly from: string;
  readonly to: string;
  readonly phase: MovePhase;
  /** Rows copied so far. */
  readonly copied: number;
  /** Why it was cancelled; null = by the operator, or not at all. */
  readonly problem: string | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

/** Why a move can't begin. */
export type MoveRefusal =
  | "no-installation"
  | "no-such-database"
  | "there-already"
  | "moving-already"
  | "migrations-missing";

export interface MoveRepository {
  begin(installationId: string, to: string, now: number): Promise<Result<Move, MoveRefusal>>;
  /** The latest of an installation. */
  latest(installationId: string): Promise<Move | null>;
  /** Of whichever installations: moves that nobody works on at the moment. */
  waiting(now: number, limit: number): Promise<readonly Pick<Move, "installationId">[]>;
  /** Null when there is nothing to do, or another worker does it until its lease ends. */
  take(
    installationId: string,
    lease: { readonly now: number; readonly until: number },
  ): Promise<Move | null>;
  /** Ends the lease; with a phase the move goes on to it, unless it was cancelled meanwhile. */
  proceed(
    move: Move,
    to: { readonly phase?: MovePhase; readonly problem?: string; readonly now: number },
  ): Promise<void>;
  /** False when it has arrived already, or there is no move. */
  cancel(installationId: string): Promise<boolean>;

  /** Locks the target and erases a part of what is there. True when nothing is left. Rejects where the target is open and in use. */
  clear(move: Move): Promise<boolean>;
  /** Ready for copies: nothing but these can come in. */
  openForCopies(move: Move): Promise<void>;
  /** No new claim at the source; true when nobody holds one any more, and the source is closed. */
  close(move: Move, now: number): Promise<boolean>;
  /** Copies a part. True when all is copied. */
  copy(move: Move): Promise<boolean>;
  /** Whether both sides hold the same rows, counted and summed. */
  agrees(move: Move): Promise<boolean>;
  /** The directory names the target and the move is in `emptying`, both at once; false when it was cancelled meanwhile. */
  arrive(move: Move): Promise<boolean>;
  /** The target is open from now on, the source stays locked. Then erases a part of what is still there; true when nothing is left. */
  empty(move: Move): Promise<boolean>;
  /** The source is open again; nothing more than erasing is possible at the target. */
  reopen(move: Move): Promise<void>;
}

export interface MoveDependencies {
  readonly moves: MoveRepository;
  readonly queue: MessageSender;
  readonly installations: Pick<InstallationRepository, "find">;
  readonly documents: Pick<DocumentRepository, "release">;
  now(): number;
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** Longer than any worker can live (15 minutes of a queue's consumer), so that two never work on one move. */
const LEASE_MS = 16 * 60_000;

/** How often a source is looked at whose documents are still being worked on. */
const DRAIN_PAUSE_SECONDS = 5;

const RUNNING_LIMIT = 100;

export function moveMessage(installationId: string): Message {
  return { type: "move", installationId };
}

/** Starts a move; the rest happens on the queue. */
export async function beginMove(
  deps: MoveDependencies,
  installationId: string,
  to: string,
): Promise<Result<Move, MoveRefusal>> {
  const begun = await deps.moves.begin(installationId, to, deps.now());
  if (!begun.ok) return begun;
  deps.log("move.begun", { installation: installationId, from: begun.value.from, to });
  await deps.queue.send([moveMessage(installationId)]);
  return begun;
}

/** False when it is too late: the documents have arrived. */
export async function cancelMove(deps: MoveDependencies, installationId: string): Promise<boolean> {
  const isCancelled = await deps.moves.cancel(installationId);
  if (isCancelled) await deps.queue.send([moveMessage(installationId)]);
  return isCancelled;
}

/** Cron's: a message that was lost, or a worker that died, stops no move for longer than its lease. */
export async function resumeMoves(deps: MoveDependencies): Promise<void> {
  const waiting = await deps.moves.waiting(deps.now(), RUNNING_LIMIT);
  await deps.queue.send(waiting.map(({ installationId }) => moveMessage(installationId)));
}

/** Takes one step, and puts the next on the queue. Rejects when a database does, and the queue tries again. */
export async function moveOn(deps: MoveDependencies, installationId: string): Promise<void> {
  const now = deps.now();
  const move = await deps.moves.take(installationId, { now, until: now + LEASE_MS });
  if (move === null) return;
  const next = await takeStep(deps, move).catch(async (error: unknown) => {
    await deps.moves.proceed(move, { now: deps.now() });
    throw error;
  });
  await deps.moves.proceed(move, { ...next, now: deps.now() });
  const phase = next.phase ?? move.phase;
  if (next.phase) deps.log("move.phase", { installation: installationId, phase, to: move.to });
  if (phase === "finished" || phase === "cancelled") return releaseMended(deps, installationId);
  const delaySeconds = next.isWaiting ? DRAIN_PAUSE_SECONDS : 0;
  await deps.queue.send([moveMessage(installationId)], { delaySeconds });
}

/** A connection that was mended while the documents could not be written: those that it held are offered again now. */
async function releaseMended(deps: MoveDependencies, installationId: string): Promise<void> {
  const installation = await deps.installations.find(installationId);
  if (!installation) return;
  const { queue, log, documents } = deps;
  const needs = { queue, log, documents, now: () => new Date(deps.now()) };
  if (installation.imuis.problem === null)
    await releaseDocuments(needs, installation, MENDED_BOOKS);
  if (installation.ccv.problem === null) await releaseDocuments(needs, installation, MENDED_SHOP);
}

interface Step {
  /** Left out while the phase has more to do. */
  readonly phase?: MovePhase;
  readonly problem?: string;
  readonly isWaiting?: boolean;
}

async function takeStep({ moves, now }: MoveDependencies, move: Move): Promise<Step> {
  switch (move.phase) {
    case "clearing": {
      if (!(await moves.clear(move))) return {};
      await moves.openForCopies(move);
      return { phase: "draining" };
    }
    case "draining":
      return (await moves.close(move, now())) ? { phase: "copying" } : { isWaiting: true };
    case "copying": {
      if (!(await moves.copy(move))) return {};
      if (!(await moves.agrees(move))) return { phase: "cancelling", problem: DISAGREES };
      return (await moves.arrive(move)) ? { phase: "emptying" } : {};
    }
    case "emptying":
      return (await moves.empty(move)) ? { phase: "finished" } : {};
    case "cancelling": {
      await moves.reopen(move);
      return (await moves.clear(move)) ? { phase: "cancelled" } : {};
    }
    case "finished":
    case "cancelled":
      return {};
  }
}

const DISAGREES = "The copies are not what was copied.";
