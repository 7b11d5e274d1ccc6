/** Lines that repeat each other, folded: the same look that is done again every hour says the same every hour. */

export interface Folded<Line> {
  /** The first of them. */
  readonly line: Line;
  readonly times: number;
  /** The last of them. */
  readonly last: Line;
}

/** A look is two lines, what was done and what came of it; with a notice between them, three. */
const LONGEST_BLOCK = 3;

/** Blocks of lines that come again directly after themselves stand there once. */
export function fold<Line>(
  lines: readonly Line[],
  textOf: (line: Line) => string,
): readonly Folded<Line>[] {
  const texts = lines.map(textOf);
  const folded: Folded<Line>[] = [];
  let at = 0;
  while (at < lines.length) {
    const { length, times } = longestRepeat(texts, at);
    const lastStart = at + length * (times - 1);
    for (const [index, line] of lines.slice(at, at + length).entries()) {
      folded.push({ line, times, last: lines[lastStart + index] ?? line });
    }
    at += length * times;
  }
  return folded;
}

/** The block from here that covers most when it is repeated; one line, once, when none is. */
function longestRepeat(texts: readonly string[], at: number): { length: number; times: number } {
  let best = { length: 1, times: 1 };
  for (let length = 1; length <= LONGEST_BLOCK; length += 1) {
    const times = repeatsOf(texts, at, length);
    if (times > 1 && length * times > best.length * best.times) best = { length, times };
  }
  return best;
}

function repeatsOf(texts: readonly string[], at: number, length: number): number {
  const isRepeated = (times: number): boolean =>
    Array.from({ length }, (_, index) => at + index).every(
      (place) => texts[place] !== undefined && texts[place] === texts[place + times * length],
    );
  let times = 1;
  while (isRepeated(times)) times += 1;
  return times;
}
