import { expect, test } from "vitest";

import { secretsIn, secretsOf, TEST_SECRETS } from "../../../scripts/support/known-secrets.ts";

const SECRETS = secretsOf({ ...TEST_SECRETS, PASSWORD: 'a "quoted" one' });
const { OPERATOR_TOKEN, CREDENTIALS_KEYS } = TEST_SECRETS;

// Their titles don't show the texts: whatever is printed is searched as well.
test.each([
  ["a secret between other words", `…${OPERATOR_TOKEN}…`, ["OPERATOR_TOKEN"]],
  ["one as JSON writes it", JSON.stringify({ text: 'an a "quoted" one' }), ["PASSWORD"]],
  ["a key without its id", CREDENTIALS_KEYS.slice("k1:".length), ["CREDENTIALS_KEYS"]],
  ["an id without its key", "k1 and 3 passed", []],
])("%s", (_, text, names) => {
  expect(secretsIn(text, SECRETS)).toEqual(names);
});
