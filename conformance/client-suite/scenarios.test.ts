import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { startFourShared } from '../../mock-server/index.js';
import { REQUIREMENTS } from './requirements/index.js';
import type { ConformanceCase } from './scenarios/case.js';
import { names } from './scenarios/names.js';
import { fixtureOf, forAccount } from './testbed/case-world.js';

/** So that a case is quick, and its files can be kept on disk. */
const LARGEST = 3_000_000;

/** More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['SITUATION_RUNS'] ?? 60);

const isText64 = (text: string): boolean => /^\d+$/.test(text) && BigInt(text) < 2n ** 63n;

describe.each(REQUIREMENTS)('the scenario of $id', ({ scenario }) => {
  test('are cases that the fake can act out, and plain JSON', async () => {
    const fake = await startFourShared({ storage: 'memory' });
    const namespace = fake.namespace('x');
    try {
      await fc.assert(
        fc.asyncProperty(scenario(), async (testCase) => {
          expect(JSON.parse(JSON.stringify(testCase))).toEqual(testCase);
          expect(
            [testCase.account.freeSpace, testCase.account.maxFileSize, testCase.firstId].every(isText64),
          ).toBe(true);
          expect(testCase.files.filter(({ size }) => !Number.isSafeInteger(size))).toEqual([]);
          const read = new Set(testCase.steps.flatMap((step) => (step.does === 'download' ? step.file : [])));
          const moved = testCase.files.filter(({ there }, at) => !there || read.has(at));
          expect(moved.filter(({ size }) => size > LARGEST)).toEqual([]);
          expect(testCase.steps.filter((step) => 'file' in step && !testCase.files[step.file])).toEqual([]);
          expect(new Set(testCase.files.map(({ name }) => name)).size).toBe(testCase.files.length);
          await namespace.reset(fixtureOf(testCase));
          // Throws when a rule is none.
          await namespace.arm(...(testCase.rules.map((each) => forAccount(each, 'a@kit.test')) as never[]));
        }),
        { numRuns: RUNS },
      );
    } finally {
      await fake.close();
    }
  });

  test('shrink to a plain case: small, in the root, with no rule that is not needed', () => {
    const smallest = shrunk(scenario());
    const [file] = smallest.files;
    expect(smallest.rules.length).toBeLessThanOrEqual(1);
    expect(smallest.folder === null || smallest.folder === 'Docs').toBe(true);
    if (file && !file.there) expect(smallest.files.length).toBeLessThanOrEqual(2);
    if (file) expect(/^(?:0-)?(?:a\.bin|b\.txt)$/.test(file.name.trim())).toBe(true);
  });
});

/** What a failure that every case shows shrinks to. */
function shrunk(scenario: fc.Arbitrary<ConformanceCase>): ConformanceCase {
  let smallest: ConformanceCase | undefined;
  const failing = fc.property(scenario, (testCase) => {
    smallest = testCase;
    return false;
  });
  fc.check(failing, { numRuns: 1, seed: 7 });
  if (!smallest) throw new Error('nothing was generated');
  return smallest;
}

test('names are such that XML can carry them, and shrink to a plain one', () => {
  fc.assert(
    fc.property(names(), (name) => {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that there are none is the point
      expect(name).not.toMatch(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff/\\]|\p{Cs}|^\.{0,2}$/u);
    }),
    { numRuns: 2_000 },
  );
  const { counterexample } = fc.check(
    fc.property(names(), () => false),
    { numRuns: 1 },
  );
  expect(counterexample?.[0]).toBe('b.txt');
});
