/** A thing that no document of the vendor settles and that the product relies on, with the call that tells. */

export interface Verdict {
  /** `unclear`: this shop or administration has nothing that would tell, or it did not answer. */
  readonly outcome: "holds" | "differs" | "unclear";
  /** What the answer was; never a secret, never a customer. */
  readonly answer: string;
}

export interface Assumption {
  /** Numbers in the lists of open assumptions, each in full: `ccv 8.3`, `imuis A10, vat 8.5`. */
  readonly id: string;
  readonly says: string;
  /** The one file to change when it doesn't hold. */
  readonly where: string;
  check(): Promise<Verdict>;
}

export interface Checked {
  readonly assumption: Assumption;
  readonly verdict: Verdict;
}

export const holds = (answer: string): Verdict => ({ outcome: "holds", answer });
export const differs = (answer: string): Verdict => ({ outcome: "differs", answer });
export const unclear = (answer: string): Verdict => ({ outcome: "unclear", answer });

/** One that no call can tell: what somebody must see with own eyes. */
export function byHand(about: Pick<Assumption, "id" | "says" | "where">, how: string): Assumption {
  return { ...about, check: async () => unclear(`by hand: ${how}`) };
}

/** A failing call is an answer too: it says what the vendor said. */
export async function checkAll(assumptions: readonly Assumption[]): Promise<readonly Checked[]> {
  const checked: Checked[] = [];
  for (const assumption of assumptions) {
    const verdict = await assumption
      .check()
      .catch((error: unknown) => unclear(error instanceof Error ? error.message : "it failed"));
    checked.push({ assumption, verdict });
  }
  return checked;
}

const WORDS = { holds: "HOLDS  ", differs: "DIFFERS", unclear: "UNCLEAR" } as const;

export function reportLines(checked: readonly Checked[]): readonly string[] {
  const lines = checked.flatMap(({ assumption: { id, says, where }, verdict }) => [
    `${WORDS[verdict.outcome]} ${id}: ${says}`,
    `        ${verdict.answer}`,
    `        to change: ${where}`,
  ]);
  const count = (outcome: Verdict["outcome"]): number =>
    checked.filter(({ verdict }) => verdict.outcome === outcome).length;
  return [
    ...lines,
    "",
    `${count("holds")} hold, ${count("differs")} differ, ${count("unclear")} are unclear.`,
  ];
}
