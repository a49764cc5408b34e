import { exchangeText } from '../../client-suite/story.js';
import type { Seen } from './run-sequence.js';

/** What happened in a sequence, a sentence each: every step that was made, and after it what went over the wire for it. */
export function serverStory({ made, journal, left }: Pick<Seen, 'made' | 'journal' | 'left'>): string[] {
  const between = (from: number, to: number): string[] =>
    journal.filter(({ seq }) => seq >= from && seq < to).map((entry) => exchangeText(entry, 'The suite'));
  const steps = made.flatMap(({ text, fromSeq }, i) => [
    text,
    ...between(fromSeq, made[i + 1]?.fromSeq ?? Number.POSITIVE_INFINITY),
  ]);
  const setting = between(0, made[0]?.fromSeq ?? Number.POSITIVE_INFINITY);
  return [...setting, ...steps, ...left.map((what) => `Afterwards it could not take away ${what}.`)];
}
