import {
  isRight,
  type Judged,
  type JudgingRun,
  judgeChange,
} from '../../conformance/self-test/languages/judge-change.js';
import type {
  LanguageMutant,
  LanguageVariant,
} from '../../conformance/self-test/languages/language-mutant.js';
import type { Language } from '../../conformance/self-test/languages/languages.js';

interface LanguageRun extends Omit<JudgingRun, 'seed'> {
  readonly language: Language;
  readonly changes: readonly (LanguageMutant | LanguageVariant)[];
  readonly seeds: readonly number[];
  /** Concurrent clients, each in its own process. */
  readonly jobs: number;
}

/** Judges changed clients by a whole run each, and prints a row for each. @returns a summary, and whether all are as expected */
export async function runLanguage(
  { language, changes, seeds, jobs, ...run }: LanguageRun,
  print: (text: string) => void,
): Promise<{ readonly summary: string; readonly isFine: boolean }> {
  const judged: Judged[] = [];
  const waiting = seeds.flatMap((seed) => changes.map((change) => ({ change, seed })));
  const lane = async (): Promise<void> => {
    for (let task = waiting.shift(); task; task = waiting.shift()) {
      const each = await judgeChange(language, task.change, { ...run, seed: task.seed });
      judged.push(each);
      print(rowOf(each));
    }
  };
  await Promise.all(Array.from({ length: jobs }, lane));
  return { summary: summaryOf(judged), isFine: judged.every(isRight) };
}

function summaryOf(judged: readonly Judged[]): string {
  const mutants = judged.filter(({ isFound }) => isFound !== undefined);
  const variants = judged.filter(({ isFound }) => isFound === undefined);
  const found = mutants.filter(({ isFound }) => isFound).length;
  const others = mutants.filter(({ accused }) => accused.length > 0).length;
  const passed = variants.filter(isRight).length;
  return [
    ...(mutants.length > 0
      ? [`${found} of ${mutants.length} found by their own requirement`, `${others} with another cause`]
      : []),
    ...(variants.length > 0 ? [`${passed} of ${variants.length} correct variants passed`] : []),
  ].join(', ');
}

function rowOf(judged: Judged): string {
  const { change, seed, accused, consequences } = judged;
  const id = 'requirement' in change ? change.requirement : 'variant';
  const besides = consequences.length === 0 ? '' : ` Besides: ${consequences.join(' ')}.`;
  return [
    `${id}  seed ${String(seed).padEnd(3)} ${markOf(judged).padEnd(10)} ${change.what}${besides}\n`,
    ...accused.map((other) => `       UNEXPECTED ${other}\n`),
  ].join('');
}

function markOf({ isFound, foundAfter, accused }: Judged): string {
  if (isFound === undefined) return accused.length === 0 ? 'passed' : 'BLAMED';
  if (!isFound) return 'MISSED';
  return foundAfter === undefined ? 'smaller' : `${foundAfter} case${foundAfter === 1 ? '' : 's'}`;
}
