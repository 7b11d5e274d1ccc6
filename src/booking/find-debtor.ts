import type { Warning } from "../domain/codes.ts";
import { chooseDebtor, debtorCard } from "../domain/debtor.ts";
import type { BookingDraft, DebtorRequest } from "../domain/draft.ts";
import { fail, ok, type Result } from "../domain/result.ts";
import type { BooksFailure } from "./ports/books.ts";
import type { Surroundings } from "./ports/claim.ts";
import { MASTER_RECORDS, type ReadyWork } from "./work.ts";

/**
 * Finds the debtor a document is booked on, or creates it (manual chapter 6, Create debtors; contract section 6).
 * A debtor is never changed.
 */

export interface FoundDebtor {
  readonly number: number;
  readonly vatNumber: string;
  readonly warnings: readonly Warning[];
  /** Remembered from an earlier document: no question was asked of the books. */
  readonly known: boolean;
}

type OwnDebtor = Extract<DebtorRequest, { kind: "own" }>;

/** The keys under which a customer is remembered, the strongest first; none for a customer without e-mail and VAT number. */
export function customerKeys(request: DebtorRequest): string[] {
  if (request.kind === "fixed") return [];
  return [
    ...(request.vatNumber ? [`vat:${request.vatNumber}`] : []),
    ...(request.email ? [`email:${request.email}`] : []),
  ];
}

function knownDebtor(
  request: OwnDebtor,
  known: NonNullable<Surroundings["knownDebtor"]>,
): FoundDebtor {
  const { warnings } = chooseDebtor(
    [
      {
        number: known.number,
        name: "",
        email: request.email,
        vatNumber: known.vatNumber,
        blocked: false,
      },
    ],
    request,
  );
  return { number: known.number, vatNumber: known.vatNumber, warnings, known: true };
}

/** For ICP by VAT number first, then by e-mail. */
async function lookUp(
  work: ReadyWork,
  request: OwnDebtor,
): Promise<Result<FoundDebtor | null, BooksFailure>> {
  if (request.vatNumber) {
    const byVatNumber = await work.books.findDebtorsByVatNumber(request.vatNumber);
    if (!byVatNumber.ok) return byVatNumber;
    const { debtor, warnings } = chooseDebtor(byVatNumber.value, request);
    if (debtor)
      return ok({ number: debtor.number, vatNumber: debtor.vatNumber, warnings, known: false });
  }
  if (!request.email) return ok(null);
  const byEmail = await work.books.findDebtorsByEmail(request.email);
  if (!byEmail.ok) return byEmail;
  const { debtor, warnings } = chooseDebtor(byEmail.value, request);
  return ok(
    debtor && { number: debtor.number, vatNumber: debtor.vatNumber, warnings, known: false },
  );
}

/** A refused create may be the collision with our own earlier create, whose answer was lost. */
async function create(
  work: ReadyWork,
  draft: BookingDraft,
  verifiedOn: string | null,
): Promise<Result<FoundDebtor, BooksFailure>> {
  const card = debtorCard(draft, { installationKey: work.installation.id, verifiedOn });
  const created = await work.books.createDebtor(card);
  if (created.ok) {
    return ok({
      number: created.value.key,
      vatNumber: card.vatNumber ?? "",
      warnings: [],
      known: false,
    });
  }
  if (created.error.kind !== "refused") return created;
  const earlier = await work.books.findDebtorBySearchKey(card.searchKey);
  if (!earlier.ok) return earlier;
  return earlier.value
    ? ok({
        number: earlier.value.number,
        vatNumber: earlier.value.vatNumber,
        warnings: [],
        known: false,
      })
    : fail(created.error);
}

/** `known` null forces the question to the books. */
export async function findDebtor(
  work: ReadyWork,
  draft: BookingDraft,
  facts: { readonly known: Surroundings["knownDebtor"]; readonly verifiedOn: string | null },
): Promise<Result<FoundDebtor, BooksFailure>> {
  const request = draft.debtor;
  if (request.kind === "fixed") {
    return ok({ number: request.number, vatNumber: "", warnings: [], known: false });
  }
  if (facts.known) return ok(knownDebtor(request, facts.known));
  return work.deps.oneAtATime(MASTER_RECORDS, async () => {
    const found = await lookUp(work, request);
    if (!found.ok) return found;
    return found.value ? ok(found.value) : create(work, draft, facts.verifiedOn);
  });
}
