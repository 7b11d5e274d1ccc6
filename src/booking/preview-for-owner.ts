import type { Booking } from "../domain/booking.ts";
import type { Warning } from "../domain/codes.ts";
import type { DocumentError, DocumentKey } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { Installation } from "./ports/installations.ts";
import {
  type DebtorPreview,
  previewDocument,
  type PreviewedDocument,
  type PreviewFailure,
} from "./preview-document.ts";
import type { SetUpDependencies } from "./setup/dependencies.ts";
import type { SetUpFailure } from "./setup/failure.ts";
import { booksOf, shopOf } from "./setup/read-options.ts";

/** The preview as the dashboard shows it: what would be booked, or why nothing would be, with the trace as it would be stored. */

export type OwnerPreview =
  | {
      readonly kind: "evaluated";
      readonly outcome: "book" | "open" | "skip" | "error";
      readonly reason: string | null;
      readonly error: DocumentError | null;
      readonly booking: Booking | null;
      /** Null when nothing would be booked, also later. */
      readonly debtor: DebtorPreview | null;
      readonly warnings: readonly Warning[];
      readonly trace: unknown;
    }
  /** The shop has no such document. */
  | { readonly kind: "not-found" }
  /** Something is missing that the owner has to complete first. */
  | { readonly kind: "incomplete"; readonly code: "NOT_CONFIGURED" | "NOT_READY" }
  /** The shop or the books can't be asked now. */
  | { readonly kind: "unavailable"; readonly code: string; readonly message: string };

type Needs = Pick<SetUpDependencies, "credentials" | "books" | "shop" | "log" | "now"> & {
  readonly documents: DocumentRepository;
};

const NOTHING_BOOKED = {
  kind: "evaluated",
  reason: null,
  error: null,
  booking: null,
  debtor: null,
  warnings: [],
  trace: null,
} as const;

function unavailable(failure: SetUpFailure): OwnerPreview {
  if (failure.kind === "not-ready") return { kind: "incomplete", code: "NOT_READY" };
  const message = "message" in failure ? failure.message : failure.kind;
  const isShop = failure.kind === "shop-credentials-refused" || failure.kind === "shop-unavailable";
  return { kind: "unavailable", code: isShop ? "CCV_UNAVAILABLE" : "IMUIS_UNAVAILABLE", message };
}

function ofFailure({ side, failure }: PreviewFailure): OwnerPreview {
  if (side === "shop" && failure.kind === "not-found") return { kind: "not-found" };
  if (side === "shop" && failure.kind === "invalid") {
    const figures = { path: failure.path, text: failure.message };
    return { ...NOTHING_BOOKED, outcome: "error", error: { code: "SOURCE_INVALID", figures } };
  }
  const code = side === "shop" ? "CCV_UNAVAILABLE" : "IMUIS_UNAVAILABLE";
  return { kind: "unavailable", code, message: failure.message };
}

/** A decided document in the words of the API. */
export function toOwnerPreview(preview: PreviewedDocument): OwnerPreview {
  switch (preview.kind) {
    case "open":
      return { ...NOTHING_BOOKED, outcome: "open", reason: preview.reason };
    case "skipped":
      return { ...NOTHING_BOOKED, outcome: "skip", reason: preview.reason };
    case "error":
      return { ...NOTHING_BOOKED, outcome: "error", error: preview.error };
    case "book": {
      const { draft, booking, debtor, warnings, waitingFor } = preview;
      const trace = { document: draft.trace, lines: draft.lines };
      const outcome = waitingFor === null ? "book" : "open";
      return { ...NOTHING_BOOKED, outcome, reason: waitingFor, booking, debtor, warnings, trace };
    }
  }
}

/** What would be booked now under the stored configuration. */
export async function previewForOwner(
  needs: Needs,
  installation: Installation,
  key: DocumentKey,
): Promise<OwnerPreview> {
  const { configuration } = installation;
  if (!configuration) return { kind: "incomplete", code: "NOT_CONFIGURED" };
  const [shop, books] = await Promise.all([
    shopOf(needs, installation),
    booksOf(needs, installation),
  ]);
  if (!shop.ok) return unavailable(shop.error);
  if (!books.ok) return unavailable(books.error);
  const now = (): number => needs.now().getTime();
  const preview = await previewDocument(
    { documents: needs.documents, shop: shop.value, books: books.value, now },
    key,
    { installation, configuration, ignoreStartDate: false },
  );
  return preview.ok ? toOwnerPreview(preview.value) : ofFailure(preview.error);
}
