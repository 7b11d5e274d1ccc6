/**
 * A business error: HTTP 200, Result false and a Dutch Foutmelding ("iMUIS API, errors"). Only the texts of CS005 and
 * of an incomplete selection come from public sources; there is no public list, the others are made up.
 */
export class Refusal extends Error {}

export function refuse(text: string): never {
  throw new Refusal(text);
}
