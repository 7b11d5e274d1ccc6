import type { Booking } from "../../domain/booking.ts";
import type {
  DocumentStatus,
  ErrorCode,
  OpenReason,
  SkippedReason,
  Warning,
} from "../../domain/codes.ts";
import type { CalendarDate, DocumentKind } from "../../domain/document.ts";
import type { Cause } from "../message.ts";

/** One document as it is kept, from the first word of it to its booking. Instants are ms since 1970. */

export interface DocumentKey {
  readonly kind: DocumentKind;
  readonly sourceId: string;
}

export interface DocumentError {
  readonly code: ErrorCode;
  readonly figures: Readonly<Record<string, string>>;
}

export interface HistoryEntry {
  readonly at: string;
  /** What happened, one of the words the pages know: `received`, `claimed`, `sending`, `settled`, `process`, `dismiss`, `resolve`. */
  readonly event: string;
  readonly status?: DocumentStatus;
  readonly code?: string;
  readonly by?: string;
  readonly detail?: string;
  readonly cause?: Cause;
}

/** A person's decisions about one document, kept with the name. */
export interface Overrides {
  readonly force: boolean;
  readonly bookingDate: CalendarDate | null;
  readonly acceptVatNumber: { readonly reason: string; readonly by: string } | null;
  readonly by: string;
}

/** What is being sent: committed before the first byte of the create goes out. */
export interface Intent {
  readonly payloadHash: string;
  readonly booking: Booking;
  readonly at: number;
  /** Not looked for before: a call that we gave up may still be executing. */
  readonly lookFrom: number;
  /** The books it was sent to; only there can it be found. */
  readonly administrationKey: string | null;
  readonly settledFields: SettledFields;
}

/** What the lists show of a document once it has been read. */
export interface SettledFields {
  readonly number: string;
  readonly digits: string | null;
  readonly orderId: string | null;
  readonly bookingDate: CalendarDate | null;
  readonly customer: string;
  readonly totalCents: number | null;
  readonly currency: string;
  readonly warnings: readonly Warning[];
  readonly trace: unknown;
  readonly vatEvidence: unknown;
  readonly sourceHash: string | null;
  readonly configurationVersion: number | null;
}

export interface DocumentRecord extends DocumentKey {
  readonly status: DocumentStatus;
  readonly reason: OpenReason | SkippedReason | null;
  readonly error: DocumentError | null;
  readonly number: string;
  readonly digits: string | null;
  readonly orderId: string | null;
  readonly bookingDate: CalendarDate | null;
  readonly sortDate: CalendarDate;
  readonly customer: string;
  readonly totalCents: number | null;
  readonly currency: string;
  readonly receivedAt: number;
  readonly processedAt: number | null;
  readonly imuisReference: string | null;
  readonly warnings: readonly Warning[];
  readonly booking: Booking | null;
  readonly trace: unknown;
  readonly vatEvidence: unknown;
  readonly history: readonly HistoryEntry[];
  readonly overrides: Overrides | null;
  /** Who asked for it beyond the shop's own announcements; outlives the message that said so. */
  readonly askedFor: "process" | "fetch" | "backfill" | null;
  readonly paidOn: CalendarDate | null;
  readonly linkedTo: string | null;
  readonly sourceHash: string | null;
  readonly configurationVersion: number | null;
  readonly claimToken: string | null;
  readonly leaseUntil: number | null;
  readonly nextCheckAt: number | null;
  readonly attempts: number;
  readonly intent: Intent | null;
  readonly looks: number;
  readonly viesAskedSince: number | null;
  readonly openSince: number | null;
}

/** What a sweep needs to know of a document that it meets in the shop's list. */
export interface KnownDocument {
  readonly status: DocumentStatus;
  readonly totalCents: number | null;
  readonly processedAt: number | null;
  readonly warnings: readonly Warning[];
}

export type PersonalAct =
  | {
      readonly kind: "process";
      readonly overrides: Overrides;
      readonly by: string;
      readonly now: number;
    }
  | { readonly kind: "dismiss"; readonly reason: string; readonly by: string; readonly now: number }
  | {
      readonly kind: "resolve-booked";
      readonly reference: string | null;
      readonly by: string;
      readonly now: number;
    }
  | { readonly kind: "resolve-not-booked"; readonly by: string; readonly now: number };
