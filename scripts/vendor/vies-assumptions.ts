import type { VatNumberRegister } from "../../src/booking/ports/vat-number-register.ts";
import { type Assumption, differs, holds, unclear } from "./assumption.ts";

/** VIES answers with proof when it is told who asks (vat.md 8.5). */
export function viesAssumptions(
  register: VatNumberRegister,
  numbers: { readonly asked: string; readonly requester: string },
): readonly Assumption[] {
  return [
    {
      id: "vat 8.5",
      says: "a question with a requester is answered with a consultation number",
      where: "src/adapters/vies/register.ts",
      async check() {
        const answer = await register.check(numbers.asked, numbers.requester);
        switch (answer.kind) {
          case "valid":
            return answer.consultationNumber === null
              ? differs("valid, without a consultation number")
              : holds("valid, with a consultation number");
          case "invalid":
            return unclear("the number is not valid: take another");
          case "no-answer":
          case "rejected":
            return unclear(`${answer.code}: ${answer.message}`);
        }
      },
    },
  ];
}
