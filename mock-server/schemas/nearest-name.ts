import { similarity } from './similarity.js';

/** Below this likeness, one name is no misspelling of the other. */
const LIKENESS = 0.4;

/** The known name most like the written one, in any case; undefined when none is near enough. */
export function nearestName(written: string, known: Iterable<string>): string | undefined {
  const wanted = written.toLowerCase();
  let best: { readonly name: string; readonly likeness: number } | undefined;
  for (const name of known) {
    const likeness = similarity(wanted, name.toLowerCase());
    if (likeness >= LIKENESS && likeness > (best?.likeness ?? 0)) best = { name, likeness };
  }
  return best?.name;
}

/** The nearest name as a question to end a message with, or else all the names. */
export function didYouMean(written: string, known: readonly string[]): string {
  const near = nearestName(written, known);
  return near === undefined ? `: there are ${known.join(', ')}` : `; did you mean ${near}?`;
}
