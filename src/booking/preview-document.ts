import type { BookingError } from "../domain/booking-error.ts";
import type { Booking } from "../domain/booking.ts";
import type { OpenReason, Warning } from "../domain/codes.ts";
import { completeBooking } from "../domain/complete-booking.ts";
import type { Configuration } from "../domain/configuration.ts";
import { chooseDebtor } from "../domain/debtor.ts";
import { decide, type Verdict } from "../domain/decide.ts";
import type { ShopDocument } from "../domain/document.ts";
import type { BookingDraft } from "../domain/draft.ts";
import { ok, type Result } from "../domain/result.ts";
import { calendarFor, effectiveConfiguration } from "./effective-configuration.ts";
import { customerKeys } from "./find-debtor.ts";
import type { Books, BooksFailure } from "./ports/books.ts";
import type { Surroundings } from "./ports/claim.ts";
import type { DocumentKey, DocumentRecord } from "./ports/document-record.ts";
import type { DocumentRepository } from "./ports/documents.ts";
import type { Installation } from "./ports/installations.ts";
import type { Shop, ShopFailure } from "./ports/shop.ts";

/**
 * What would be booked now, without booking anything: for the preview of a document, of a changed configuration and of a
 * migration. VIES is not asked; a debtor that does not exist yet is said to be created, and has the number 0 in the booking.
 */

export interface DebtorPreview {
  readonly action: "fixed" | "match" | "create";
  readonly number: number | null;
}

export type PreviewedDocument =
  | {
      readonly kind: "book";
      readonly draft: BookingDraft;
      readonly booking: Booking;
      readonly debtor: DebtorPreview;
      readonly warnings: readonly Warning[];
      /** It would be booked so as soon as this is over; null when nothing stands in the way. */
      readonly waitingFor: OpenReason | null;
    }
  | Exclude<Verdict, { kind: "book" | "error" }>
  | { readonly kind: "error"; readonly error: BookingError };

export interface PreviewDependencies {
  readonly documents: Pick<DocumentRepository, "surroundings" | "find">;
  readonly books: Books;
  now(): number;
}

/** What is known of its customer, and whether its sale is in the books through the other kind of document. */
function readSurroundings(
  deps: PreviewDependencies,
  { debtor }: BookingDraft,
  document: ShopDocument & { readonly installationId: string },
): Promise<Surroundings> {
  const { installationId, kind, sourceId, orderId } = document;
  return deps.documents.surroundings(
    installationId,
    { kind, sourceId },
    {
      customerKeys: customerKeys(debtor),
      productNumbers: [],
      digits: null,
      orderId,
      vatNumber: null,
      requester: null,
      now: deps.now(),
    },
  );
}

/** Looks, but creates nothing. */
async function findOnly(
  deps: PreviewDependencies,
  { debtor: request }: BookingDraft,
  known: Surroundings,
): Promise<
  Result<{ readonly debtor: DebtorPreview; readonly warnings: readonly Warning[] }, BooksFailure>
> {
  if (request.kind === "fixed")
    return ok({ debtor: { action: "fixed", number: request.number }, warnings: [] });
  if (known.knownDebtor) {
    return ok({ debtor: { action: "match", number: known.knownDebtor.number }, warnings: [] });
  }
  const found = await deps.books.findDebtorsByEmail(request.email);
  if (!found.ok) return found;
  const { debtor, warnings } = chooseDebtor(found.value, request);
  return ok(
    debtor
      ? { debtor: { action: "match", number: debtor.number }, warnings }
      : { debtor: { action: "create", number: null }, warnings: [] },
  );
}

/** A document that only waits for its payment or status is shown as it would be booked then. */
function asIfReady(document: ShopDocument): ShopDocument {
  return { ...document, paid: true, completed: true };
}

/** Decides a document that was read already. */
export async function previewRead(
  deps: PreviewDependencies,
  read: { readonly document: ShopDocument; readonly record: DocumentRecord | null },
  setting: {
    readonly installation: Installation;
    readonly configuration: Configuration;
    readonly ignoreStartDate: boolean;
  },
): Promise<Result<PreviewedDocument, BooksFailure>> {
  const { document, record } = read;
  const configuration = effectiveConfiguration(setting.configuration, setting.installation);
  const options = {
    byPerson: record?.overrides?.force ?? false,
    ignoreStartDate: setting.ignoreStartDate,
    paidOn: record?.paidOn ?? null,
    bookingDate: record?.overrides?.bookingDate ?? null,
    acceptVatNumber: record?.overrides?.acceptVatNumber ?? null,
  };
  const now = decide(document, configuration, options);
  const waitingFor = now.kind === "open" ? now.reason : null;
  const verdict = waitingFor
    ? decide(
        asIfReady(document),
        { ...configuration, orderStatuses: [] },
        { ...options, byPerson: true },
      )
    : now;
  if (verdict.kind !== "book") return ok(now.kind === "book" ? verdict : now);
  const known = await readSurroundings(deps, verdict.draft, {
    ...document,
    installationId: setting.installation.id,
  });
  if (known.bookedThrough !== null)
    return ok({ kind: "skipped", reason: "ALREADY_PROCESSED", detail: known.bookedThrough });
  const calendar = await calendarFor(configuration, deps.books);
  if (!calendar.ok) return calendar;
  const found = await findOnly(deps, verdict.draft, known);
  if (!found.ok) return found;
  const booking = completeBooking(verdict.draft, {
    debtorNumber: found.value.debtor.number ?? 0,
    configuration,
    calendar: calendar.value,
  });
  if (!booking.ok) return ok({ kind: "error", error: booking.error });
  return ok({
    kind: "book",
    draft: verdict.draft,
    booking: booking.value,
    debtor: found.value.debtor,
    warnings: [...verdict.draft.warnings, ...found.value.warnings],
    waitingFor,
  });
}

export type PreviewFailure =
  | { readonly side: "shop"; readonly failure: ShopFailure }
  | { readonly side: "books"; readonly failure: BooksFailure };

/** Reads the document from the shop and decides it. */
export async function previewDocument(
  deps: PreviewDependencies & { readonly shop: Shop },
  key: DocumentKey,
  setting: {
    readonly installation: Installation;
    readonly configuration: Configuration;
    readonly ignoreStartDate: boolean;
  },
): Promise<Result<PreviewedDocument, PreviewFailure>> {
  const [document, record] = await Promise.all([
    deps.shop.readDocument(key.kind, key.sourceId),
    deps.documents.find(setting.installation.id, key),
  ]);
  if (!document.ok) return { ok: false, error: { side: "shop", failure: document.error } };
  const decided = await previewRead(deps, { document: document.value, record }, setting);
  return decided.ok ? decided : { ok: false, error: { side: "books", failure: decided.error } };
}
