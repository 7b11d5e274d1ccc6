/** The names under which secrets are sealed; part of the additional data, so a value opens only in its own place. */

export const API_SECRET_FIELD = "api_secret";
export const ENVIRONMENT_CODE_FIELD = "environment_code";
export const PASSWORD_HASH_FIELD = "password_hash";

/** Each event's webhook has its own key. */
export function webhookKeyField(event: string): string {
  return `webhook_key/${event}`;
}
