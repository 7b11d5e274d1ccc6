/**
 * Splits cents in proportion to weights without losing one (vat.md 4.2): every share is floored and the cents that are
 * left go to the largest remainders, ties to the first. Weights below zero count as zero; when all are zero the first
 * takes everything. A negative amount is split as the mirror of the positive one.
 */
export function allocate(cents: number, weights: readonly number[]): number[] {
  if (cents < 0) {
    return allocate(-cents, weights).map((share) => 0 - share);
  }
  const positive = weights.map((weight) => BigInt(Math.max(weight, 0)));
  const sum = positive.reduce((total, weight) => total + weight, 0n);
  if (sum === 0n) {
    return weights.map((_, index) => (index === 0 ? cents : 0));
  }
  const products = positive.map((weight) => BigInt(cents) * weight);
  const shares = products.map((product) => Number(product / sum));
  const left = cents - shares.reduce((total, share) => total + share, 0);
  for (const index of byRemainder(products, sum).slice(0, left)) {
    shares[index] = (shares[index] ?? 0) + 1;
  }
  return shares;
}

/** Indices from the largest remainder to the smallest; equal ones keep their order. */
function byRemainder(products: readonly bigint[], sum: bigint): number[] {
  return products
    .map((product, index) => ({ remainder: product % sum, index }))
    .sort((left, right) => {
      if (left.remainder === right.remainder) {
        return left.index - right.index;
      }
      return left.remainder > right.remainder ? -1 : 1;
    })
    .map((entry) => entry.index);
}
