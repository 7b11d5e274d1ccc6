/**
 * What can be told to go wrong. Effects of the transport work for every vendor (faults/transport.ts); the others
 * are answered by the vendor they belong to.
 */

export type Vendor = "ccv" | "imuis" | "vies";

export type TransportEffect =
  /** Waits, then goes on as usual. Adds up with other rules. */
  | { kind: "delay"; milliseconds: number }
  /** Processed at once, answered later. */
  | { kind: "slowAnswer"; milliseconds: number }
  /** Not processed: this HTTP status. */
  | { kind: "status"; status: number; body?: string; headers?: Record<string, string> }
  /** Processed, but answered with this HTTP status. */
  | { kind: "statusAfter"; status: number; body?: string }
  /** Not processed: the connection breaks. */
  | { kind: "resetBefore" }
  /** Processed; the connection breaks before the answer. */
  | { kind: "resetAfter" }
  /** Not processed, and no answer until the caller gives up (or two minutes have passed). */
  | { kind: "hangBefore" }
  /** Processed, and no answer until the caller gives up (or two minutes have passed). */
  | { kind: "hangAfter" }
  /** The connection breaks at once; processed only so much later. */
  | { kind: "lateCommit"; milliseconds: number }
  /** Processed; the answer is not well-formed, empty, or half. */
  | { kind: "malformed" }
  | { kind: "empty" }
  | { kind: "truncated" };

export type CcvEffect =
  /** Not processed: 429 with `429.10` (this resource) or `429.11` (the whole API). */
  | { kind: "rateLimit"; code?: "429.10" | "429.11"; retryAfterSeconds?: number }
  /** Not processed: an error body of CCV Shop, for example 500 with code `500.50`. */
  | { kind: "ccvError"; status: number; code: string; message?: string };

export type ImuisEffect =
  /** Not processed: SOAP fault with HTTP 500. */
  | { kind: "soapFault"; text?: string }
  /** Not processed: the session is dropped and the call answered with CS005. */
  | { kind: "expiredSession" }
  /** `Login` answers false. */
  | { kind: "refusedLogin"; text?: string }
  /** Not processed: Result false with this Foutmelding. */
  | { kind: "refuse"; text: string }
  /** A search answers RECORDCOUNT 0 although there are hits. */
  | { kind: "emptySearch" }
  /** A search answers without METADATA and DATA. */
  | { kind: "noMetadata" };

export type ViesEffect = { kind: "viesError"; error: string; status?: number };

export type FaultEffect = TransportEffect | CcvEffect | ImuisEffect | ViesEffect;

/** Which calls a rule is about; what is left out matches everything. `*` stands for any text. */
export interface FaultMatch {
  vendor?: Vendor;
  /** iMUIS: `CreateJournaalpost` or `GetStamtabelRecords:BOE`. CCV Shop and VIES: `GET /orders/*`. */
  operation?: string;
  /** Shop name, administration number, or country of the VAT number. */
  subject?: string;
  /** A text that the body or the query holds. */
  contains?: string;
}

export interface FaultRule {
  match: FaultMatch;
  effect: FaultEffect;
  /** Only the nth matching call, counted from 1. */
  nth?: number;
  /** How often it may fire; without it, without end. */
  times?: number;
  /** Chance per matching call, 0 to 1, drawn from the seeded generator. */
  probability?: number;
}

/** A call as the rules see it. */
export interface MatchableCall {
  vendor: Vendor;
  operation: string;
  table: string | null;
  subject: string;
  path: string;
  payload: string;
}
