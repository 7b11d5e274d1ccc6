import type { Booking } from "../../domain/booking.ts";
import type { DocumentStatus, OpenReason, SkippedReason } from "../../domain/codes.ts";
import type { CalendarDate } from "../../domain/document.ts";
import type {
  DocumentError,
  DocumentRecord,
  HistoryEntry,
  Overrides,
  SettledFields,
} from "./document-record.ts";
import type { Installation } from "./installations.ts";
import type { VatNumberAnswer } from "./vat-number-register.ts";

/** What a worker has while it works on a document, and how it ends. Instants are ms since 1970. */

export type Claim =
  | {
      readonly kind: "claimed";
      readonly document: DocumentRecord;
      readonly installation: Installation;
    }
  /** Somebody else works on it until then, or its installation is moving to another database. */
  | { readonly kind: "held"; readonly until: number; readonly moving?: true }
  /** Nothing to do: already processed, skipped, or the installation is gone. */
  | {
      readonly kind: "settled";
      readonly status: DocumentStatus | "gone";
      readonly installation: Installation | null;
    };

/** What is written when a claim ends. All fields not named keep their value. */
export interface Settlement {
  readonly status: DocumentStatus;
  readonly reason?: OpenReason | SkippedReason | null;
  readonly error?: DocumentError | null;
  readonly fields?: SettledFields;
  /** The fields were written with the intent. */
  readonly afterIntent?: boolean;
  readonly booking?: Booking | null;
  readonly imuisReference?: string;
  readonly linkedTo?: string;
  readonly paidOn?: CalendarDate;
  readonly nextCheckAt: number | null;
  readonly attempts?: number;
  readonly looks?: number;
  /** True: the intent is settled and forgotten. */
  readonly clearIntent?: boolean;
  /** When it may be looked for again; the rest of the intent stays. */
  readonly lookFrom?: number;
  readonly viesAskedSince?: number | null;
  readonly overrides?: Overrides | null;
  readonly history: Omit<HistoryEntry, "at" | "status">;
  /** Debtor to remember for this customer. */
  readonly debtor?: {
    readonly customerKey: string;
    readonly debtorNumber: number;
    readonly vatNumber: string;
  };
  readonly products?: readonly { readonly number: string; readonly fullNumber: string }[];
}

/** What D1 knows around a document, read in one round trip after the shop was read. */
export interface Surroundings {
  readonly knownDebtor: { readonly number: number; readonly vatNumber: string } | null;
  /** Known products among those asked for: number to full number. */
  readonly knownProducts: Readonly<Record<string, string>>;
  /** Another document of the shop with the same digits. */
  readonly digitsUsedBy: string | null;
  /** An order's booked invoice, or an invoice's booked order: `order/123`. */
  readonly bookedThrough: string | null;
  readonly vatNumberAnswer: VatNumberAnswer | null;
}
