import {
  isRight,
  type Judged,
  type JudgingRun,
  judgeChange,
} from '../../conformance/self-test/languages/judge-change.js';
import type { LanguageFault, LanguageVariant } from '../../conformance/self-test/languages/language-fault.js';
import type { Language } from '../../conformance/self-test/languages/languages.js';

export interface LanguageRun extends Omit<JudgingRun, 'seed'> {
  readonly language: Language;
  readonly changes: readonly (LanguageFault | LanguageVariant)[];
  readonly seeds: readonly number[];
  /** Clients that run at once, each in a separate process. */
  readonly jobs: number;
}

/** Has the kit judge changed clients by a whole run each, and prints a row of each. @returns how it ended, and whether it ended well */
export async function goThroughLanguage(
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
  const faults = judged.filter(({ isFound }) => isFound !== undefined);
  const variants = judged.filter(({ isFound }) => isFound === undefined);
  const found = faults.filter(({ isFound }) => isFound).length;
  const others = faults.filter(({ accused }) => accused.length > 0).length;
  const passed = variants.filter(isRight).length;
  return [
    ...(faults.length > 0
      ? [`${found} of ${faults.length} found by their own requirement`, `${others} with another cause`]
      : []),
    ...(variants.length > 0 ? [`${passed} of ${variants.length} right variants passed`] : []),
  ].join(', ');
}

function rowOf(judged: Judged): string {
  const { change, seed, accused, consequences } = judged;
  const id = 'rule' in change ? change.rule : 'right';
  const besides = consequences.length === 0 ? '' : ` Besides: ${consequences.join(' ')}.`;
  return [
    `${id}  seed ${String(seed).padEnd(3)} ${markOf(judged).padEnd(10)} ${change.what}${besides}\n`,
    ...accused.map((other) => `       UNEXPECTED ${other}\n`),
  ].join('');
}

function markOf({ isFound, foundAfter, accused }: Judged): string {
  if (isFound === undefined) return accused.length === 0 ? 'passed' : 'ACCUSED';
  if (!isFound) return 'MISSED';
  return foundAfter === undefined ? 'smaller' : `${foundAfter} case${foundAfter === 1 ? '' : 's'}`;
}
