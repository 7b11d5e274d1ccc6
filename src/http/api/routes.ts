import { bodyLimit } from "hono/body-limit";

import { tooLarge } from "../problem.ts";
import type { WebhookKeys } from "../webhook-keys.ts";
import { addAccountRoutes } from "./account.ts";
import { addActivateRoutes } from "./activate.ts";
import { addActivityRoutes } from "./activity.ts";
import { type Api, createApiRouter } from "./api.ts";
import { authenticate } from "./authenticate.ts";
import { addBackfillRoutes } from "./backfill.ts";
import { addConfigurationRoutes } from "./configuration.ts";
import { addConnectionRoutes } from "./connections.ts";
import { addDocumentActRoutes } from "./document-acts.ts";
import { addDocumentListRoutes } from "./document-lists.ts";
import { addDocumentation } from "./documentation.ts";
import { addDocumentRoutes } from "./documents.ts";
import { refuseWhileMoving, requireJson, requireSameOrigin } from "./guards.ts";
import { addInstallationRoutes } from "./installations.ts";
import { addLivenessRoute } from "./liveness.ts";
import { addLoginRoutes } from "./login.ts";
import { addMailRoutes } from "./mails.ts";
import { addOperatorHealthRoutes } from "./operator-health.ts";
import { addOperatorInvoiceRoutes } from "./operator-invoices.ts";
import { addOperatorMoveRoutes } from "./operator-moves.ts";
import { addOperatorRoutes } from "./operator.ts";
import { addOptionRoutes } from "./options.ts";
import { addOwnDataRoutes } from "./own-data.ts";
import { addPasswordResetRoutes } from "./password-reset.ts";
import { addProfileRoutes } from "./profile.ts";
import { addStatusRoutes } from "./status.ts";
import { addTermsRoutes } from "./terms.ts";
import { addTicketRoutes } from "./tickets.ts";
import { addTokenRoutes } from "./tokens.ts";
import { addWhatIfRoutes } from "./what-if.ts";

const BODY_LIMIT_BYTES = 1024 * 1024;

/** The JSON API of the dashboard (contract section 4). */
export function createApi(keys: WebhookKeys): Api {
  const api = createApiRouter();
  api.use(
    "/api/*",
    bodyLimit({ maxSize: BODY_LIMIT_BYTES, onError: () => tooLarge(BODY_LIMIT_BYTES) }),
    requireSameOrigin,
    requireJson,
    authenticate,
    refuseWhileMoving,
  );
  addLivenessRoute(api);
  addAccountRoutes(api);
  addLoginRoutes(api);
  addTokenRoutes(api);
  addInstallationRoutes(api);
  addStatusRoutes(api);
  addConnectionRoutes(api);
  addOptionRoutes(api);
  addConfigurationRoutes(api);
  addTermsRoutes(api);
  addActivateRoutes(api, keys);
  addDocumentListRoutes(api);
  addDocumentRoutes(api);
  addDocumentActRoutes(api);
  addTicketRoutes(api);
  addBackfillRoutes(api);
  addProfileRoutes(api);
  addOperatorRoutes(api);
  addOperatorInvoiceRoutes(api);
  addOperatorHealthRoutes(api);
  addOperatorMoveRoutes(api);
  addOwnDataRoutes(api);
  addPasswordResetRoutes(api);
  addMailRoutes(api);
  addActivityRoutes(api);
  addWhatIfRoutes(api);
  addDocumentation(api);
  return api;
}
