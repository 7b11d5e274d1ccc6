/** The secrets that the tests hand to the product: whatever is told anywhere, none of these may be in it. */

/** Of the tests in workerd; test/worker/project.ts gives them to the Worker. */
export const TEST_SECRETS = {
  CCV_APP_SECRET: "appsecret-for-tests",
  IMUIS_PARTNER_KEY: "partner-key-for-tests",
  CREDENTIALS_KEYS: "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
  OPERATOR_TOKEN: "operator-token-for-tests",
} as const;

/** With which every owner in the tests in workerd logs in. */
export const TEST_PASSWORD = "correct horse battery";

export interface Secret {
  readonly name: string;
  readonly value: string;
}

/** A key is secret, its id is not: `kid:base64` is looked for by what stands behind the colon. */
export function secretsOf(values: Readonly<Record<string, string>>): readonly Secret[] {
  return Object.entries(values).map(([name, value]) => ({
    name,
    value: name === "CREDENTIALS_KEYS" ? (value.split(":")[1] ?? value) : value,
  }));
}

/** Names of the secrets that stand in a text, as they are or as JSON writes them. */
export function secretsIn(text: string, secrets: readonly Secret[]): readonly string[] {
  const found = secrets.filter(
    ({ value }) =>
      value !== "" && (text.includes(value) || text.includes(JSON.stringify(value).slice(1, -1))),
  );
  return [...new Set(found.map(({ name }) => name))];
}
