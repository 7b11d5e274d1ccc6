import type { SetUpFailure } from "../../booking/setup/failure.ts";
import { problemResponse } from "../problem.ts";

/** The answer for a step of the set-up that could not be done. */
export function setUpProblem(failure: SetUpFailure): Response {
  switch (failure.kind) {
    case "books-login-refused":
      return problemResponse({ status: 422, code: "IMUIS_LOGIN_FAILED", detail: failure.message });
    case "books-unavailable":
      return problemResponse({ status: 503, code: "IMUIS_UNAVAILABLE", detail: failure.message });
    case "shop-credentials-refused":
      return problemResponse({
        status: 422,
        code: "CCV_CREDENTIALS_INVALID",
        detail: failure.message,
      });
    case "shop-unavailable":
      return problemResponse({ status: 503, code: "CCV_UNAVAILABLE", detail: failure.message });
    case "administration-changed":
      return problemResponse({
        status: 409,
        code: "ADMINISTRATION_CHANGED",
        detail: `This code opens another administration than before (${failure.administration}). Send confirm: true to go on: known debtors and products are forgotten and a new configuration is needed.`,
      });
    case "not-ready":
      return problemResponse({
        status: 409,
        code: "NOT_READY",
        detail: `Still missing: ${failure.missing.join(", ")}.`,
        extra: { missing: failure.missing },
      });
    case "uninstalled":
      return problemResponse({
        status: 409,
        code: "UNINSTALLED",
        detail: "The app was removed from the shop. Install it again from the App Store.",
      });
  }
}
