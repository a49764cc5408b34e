import type { CaseRule, ConformanceCase } from './case.js';
import { type ActInput, onCall, onPart, STEPS } from './rules.js';

/** What is known of a client's parts. */
interface KnownParts {
  /** Bytes of a part. */
  readonly partSize: number;
  /** The most parts of a file that were under way at a time. */
  readonly parallel: number;
}

/** Larger parts take long to be sent, so that there are fewer cases with them. */
const LARGE = 4 << 20;

/**
 * Files of one to four parts, one byte less and one byte more; and parts that fail at places that only a client of so large parts
 * comes to.
 */
export function casesOfParts(plain: ConformanceCase, { partSize, parallel }: KnownParts): ConformanceCase[] {
  const isLarge = partSize > LARGE;
  const whole = isLarge ? [1, 2] : [1, 2, 3, 4];
  const sizes = whole.flatMap((count) => [count * partSize - 1, count * partSize, count * partSize + 1]);
  const count = isLarge ? 2 : 4;
  const failing = isLarge ? [2] : [2, 3, 4];
  const rules = [
    ...failing.flatMap((nth) => FAILURES.map((act) => onPart([act], { nth }))),
    ...(isLarge ? [] : FAILURES.map((act) => onPart([act], { nth: { from: 2, to: 3 } }))),
    // What was begun first ends last.
    ...(parallel > 1 ? [onPart([{ act: 'delay', ms: 400 }], { nth: 1 })] : []),
  ];
  return [
    ...sizes.map((size) => sized(plain, size)),
    ...rules.map((rule) => disturbed(sized(plain, count * partSize - 1), rule)),
  ];
}

/** How a part fails so that it can be sent again: refused, cut off halfway, done without an answer, taken and lost. */
const FAILURES: readonly ActInput[] = [
  { act: 'status', status: 503, body: 'Service Unavailable' },
  { act: 'reset', afterBytes: '100', direction: 'in' },
  { act: 'hang-up', perform: true },
  { act: 'lose' },
];

/** The answer to each call of the how-to is lost once the call has had its effect. */
export const casesOfLostAnswers = (plain: ConformanceCase): ConformanceCase[] =>
  STEPS.flatMap((name) => [
    disturbed(plain, { ...onCall(name, { act: 'hang-up', perform: true }), times: 1 }),
    disturbed(plain, onCall(name, { act: 'hang-up', perform: true })),
  ]);

/** A file that has in it what separates the fields of the client's own forms. */
export const caseOfBoundary = (plain: ConformanceCase, boundary: string): ConformanceCase => ({
  ...plain,
  files: plain.files.map((file) => ({
    ...file,
    size: 1_000,
    text: `\r\n--${boundary}\r\n--${boundary}--\r\n`,
  })),
});

/** The same with a file of so many bytes. */
export const sized = (plain: ConformanceCase, size: number): ConformanceCase => ({
  ...plain,
  files: plain.files.map((file) => ({ ...file, size })),
});

const disturbed = (plain: ConformanceCase, rule: CaseRule): ConformanceCase => ({ ...plain, rules: [rule] });
