/** The register of VAT numbers (VIES). */

export type VatNumberAnswer =
  | {
      readonly kind: "valid" | "invalid";
      readonly vatNumber: string;
      /** As VIES wrote it; two notations are known. */
      readonly requestDate: string;
      readonly consultationNumber: string | null;
      readonly name: string | null;
      readonly address: string | null;
    }
  /** Not an answer: try again later. `code` is VIES's own word or `NO_ANSWER`. */
  | { readonly kind: "no-answer"; readonly code: string; readonly message: string }
  /** VIES refuses the number itself (INVALID_INPUT, VAT_BLOCKED). */
  | { readonly kind: "rejected"; readonly code: string; readonly message: string };

export interface VatNumberRegister {
  /** `vatNumber` with prefix, normalised; `requester` the shop's own number or null. Retries once without a refused requester. */
  check(vatNumber: string, requester: string | null): Promise<VatNumberAnswer>;
}
