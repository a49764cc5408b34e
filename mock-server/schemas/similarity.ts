/** Characters of a text that are compared. */
const LENGTH = 200;

/** How alike two texts are, from 0 to 1: the share of their pairs of neighbouring characters that both have (Dice). */
export function similarity(first: string, second: string): number {
  if (first === second) return 1;
  const pairs = pairsOf(first);
  const others = pairsOf(second);
  const left = new Map<string, number>();
  for (const pair of pairs) left.set(pair, (left.get(pair) ?? 0) + 1);
  let common = 0;
  for (const pair of others) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    common += 1;
  }
  return (2 * common) / (pairs.length + others.length);
}

/** With a blank at both ends, so that texts of one character have pairs, too. */
function pairsOf(text: string): string[] {
  const framed = ` ${text.slice(0, LENGTH)} `;
  return Array.from({ length: framed.length - 1 }, (_, index) => framed.slice(index, index + 2));
}
