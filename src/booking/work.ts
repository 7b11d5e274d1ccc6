import type { Configuration } from "../domain/configuration.ts";
import type { DocumentMessage } from "./message.ts";
import type { Books } from "./ports/books.ts";
import type { Settlement } from "./ports/claim.ts";
import type { DocumentKey, DocumentRecord } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { CredentialReader, Installation } from "./ports/installations.ts";
import type { Shop, ShopCredentials } from "./ports/shop.ts";
import type { VatNumberRegister } from "./ports/vat-number-register.ts";
import type { Pace } from "./retry-policy.ts";

/** What booking a document needs of the world, given once per administration. */
export interface BookingDependencies {
  readonly documents: DocumentRepository;
  readonly credentials: CredentialReader;
  readonly vatNumbers: VatNumberRegister;
  shop(credentials: ShopCredentials, installation: Installation): Shop;
  /** The books of an installation; null while none are connected. */
  books(installation: Installation): Promise<Books | null>;
  /** Runs one at a time per key within the administration: what belongs together and must not overlap with its like. */
  oneAtATime<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
  /** What a document's end says of the connections. */
  onSettled(installation: Installation, settlement: Settlement): Promise<void>;
  /** Milliseconds since 1970. */
  now(): number;
  newToken(): string;
  readonly pace: Pace;
  readonly imuisTimeoutMs: number;
  readonly settleMs: number;
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
}

/** Looking for a debtor or product and creating it belong together; two customers at once must not become twins. */
export const MASTER_RECORDS = "master-records";

/** One claimed document in the hands of this worker. */
export interface Work {
  readonly deps: BookingDependencies;
  readonly message: DocumentMessage;
  readonly installation: Installation;
  readonly key: DocumentKey;
  readonly token: string;
  readonly record: DocumentRecord;
  /** When it was claimed; what the log's `ms` counts from. */
  readonly startedAt: number;
}

/** Work whose installation is connected to the books and configured. */
export interface ConnectedWork extends Work {
  readonly configuration: Configuration;
  readonly books: Books;
}

/** And whose shop can be asked. */
export interface ReadyWork extends ConnectedWork {
  readonly shop: Shop;
}

/** Three calls and a settle time: nobody may take the document over while a call of ours can still be under way. */
export function leaseMs(deps: Pick<BookingDependencies, "imuisTimeoutMs" | "settleMs">): number {
  return 3 * deps.imuisTimeoutMs + deps.settleMs;
}
