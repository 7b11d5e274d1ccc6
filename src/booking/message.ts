import { z } from "zod";

import type { DocumentKind } from "../domain/document.ts";

/** Why a document is looked at. */
export type Cause =
  | "webhook"
  | "recheck"
  | "sweep"
  | "look"
  | "changed"
  | "process"
  | "fetch"
  | "backfill"
  | "resume";

/** A hint that a document wants looking at. It carries ids only: what counts is read from the shop. */
export interface DocumentMessage {
  readonly type: "document";
  readonly installationId: string;
  readonly kind: DocumentKind;
  readonly sourceId: string;
  readonly cause: Cause;
  /** The webhook's event; null otherwise. */
  readonly event: string | null;
  /** The migration it belongs to; null otherwise. */
  readonly backfillId: string | null;
}

/** Look through the shop's list for documents that were never announced. */
export interface SweepMessage {
  readonly type: "sweep";
  readonly installationId: string;
  /** ISO instant; documents created since. */
  readonly from: string;
  readonly start: number;
  /** Also compare what was booked with what the shop has now. */
  readonly thorough: boolean;
}

/** The nightly round of one shop: every Open document, the list, the webhooks, the settings. */
export interface NightlyMessage {
  readonly type: "nightly";
  readonly installationId: string;
}

/** Next page of a migration. */
export interface BackfillMessage {
  readonly type: "backfill";
  readonly installationId: string;
  readonly backfillId: string;
}

/** Erase what an installation need not keep any longer. Worked off by the consumer itself: it concerns D1 only. */
export interface RetentionMessage {
  readonly type: "retention";
  readonly installationId: string;
}

/** Next step of moving an installation to another database. Worked off like retention. */
export interface MoveMessage {
  readonly type: "move";
  readonly installationId: string;
}

export type Message =
  | DocumentMessage
  | SweepMessage
  | NightlyMessage
  | BackfillMessage
  | RetentionMessage
  | MoveMessage;

const causes = [
  "webhook",
  "recheck",
  "sweep",
  "look",
  "changed",
  "process",
  "fetch",
  "backfill",
  "resume",
] as const satisfies readonly Cause[];

const schema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("document"),
    installationId: z.string().min(1),
    kind: z.enum(["order", "invoice"]),
    sourceId: z.string().regex(/^\d+$/),
    cause: z.enum(causes),
    event: z.string().nullable(),
    backfillId: z.string().nullable(),
  }),
  z.object({
    type: z.literal("sweep"),
    installationId: z.string().min(1),
    from: z.string(),
    start: z.number().int().min(0),
    thorough: z.boolean(),
  }),
  z.object({ type: z.literal("nightly"), installationId: z.string().min(1) }),
  z.object({ type: z.literal("retention"), installationId: z.string().min(1) }),
  z.object({ type: z.literal("move"), installationId: z.string().min(1) }),
  z.object({
    type: z.literal("backfill"),
    installationId: z.string().min(1),
    backfillId: z.string().min(1),
  }),
]);

/** Null for what is no message of ours. */
export function parseMessage(body: unknown): Message | null {
  const parsed = schema.safeParse(body);
  return parsed.success ? parsed.data : null;
}

/** When a message wants to be looked at again (ms since 1970), and with which words; null = done. */
export type Next = number | null | { readonly at: number; readonly message: Message };
