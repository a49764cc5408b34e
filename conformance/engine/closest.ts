/** The word that was most probably meant, if one is near enough; letter case does not matter. */
export function closest(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase();
  let best: { readonly word: string; readonly edits: number } | undefined;
  for (const word of known) {
    const edits = editsBetween(wanted, word.toLowerCase());
    if (edits <= Math.max(2, word.length / 3) && (!best || edits < best.edits)) best = { word, edits };
  }
  return best?.word;
}

/** How many characters have to be put in, taken out or replaced to get from one text to the other. */
function editsBetween(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (let k = 1; k <= other.length; k++) {
      const replaced = (row[k - 1] ?? 0) + (other[k - 1] === letter ? 0 : 1);
      next.push(Math.min(replaced, (row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
