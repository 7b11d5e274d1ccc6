import type { Result } from "../../domain/result.ts";
import type { Books } from "../ports/books.ts";
import type { DocumentRepository } from "../ports/documents.ts";
import type { CredentialReader, InstallationRepository } from "../ports/installations.ts";
import type { MessageSender } from "../ports/queue.ts";
import type { Shop, ShopCredentials } from "../ports/shop.ts";
import type { Vault } from "../ports/vault.ts";
import type { AccessRepository, SetUpRepository } from "./repositories.ts";

/** What the set-up use cases need of the world; the composition root fills it. */
export interface SetUpDependencies {
  /** Origin under which the shop reaches us, without trailing slash; part of every webhook address. */
  readonly publicUrl: string;
  now(): Date;
  newId(): string;
  /** Text of this many random bytes that fits in a URL. */
  randomToken(sizeBytes: number): string;
  /** One line per event; never a secret or anything personal. */
  log(event: string, fields: Readonly<Record<string, string | number | boolean | null>>): void;
  readonly vault: Vault;
  readonly credentials: CredentialReader;
  shop(credentials: ShopCredentials): Shop;
  /** The administration behind a code, through its Durable Object. */
  books(environmentCode: string): Promise<Books>;
  administrationKey(environmentCode: string): Promise<string>;
  /** The origin to store, or why this address may not be called. */
  checkApiRoot(text: string): Result<string, { readonly message: string }>;
  readonly installations: InstallationRepository;
  readonly setUp: SetUpRepository;
  readonly access: AccessRepository;
  readonly documents: Pick<DocumentRepository, "release">;
  readonly queue: MessageSender;
}
