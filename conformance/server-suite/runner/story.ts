import { exchangeText } from '../../reports/index.js';
import type { Seen } from './run-sequence.js';

/** A sequence as sentences: every step that was performed, each followed by its exchanges. */
export function serverStory({
  performed,
  journal,
  left,
}: Pick<Seen, 'performed' | 'journal' | 'left'>): string[] {
  const between = (from: number, to: number): string[] =>
    journal.filter(({ seq }) => seq >= from && seq < to).map((entry) => exchangeText(entry, 'The suite'));
  const steps = performed.flatMap(({ text, fromSeq }, i) => [
    text,
    ...between(fromSeq, performed[i + 1]?.fromSeq ?? Number.POSITIVE_INFINITY),
  ]);
  const setting = between(0, performed[0]?.fromSeq ?? Number.POSITIVE_INFINITY);
  return [...setting, ...steps, ...left.map((what) => `Afterwards it could not delete ${what}.`)];
}
