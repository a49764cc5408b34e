import { describe, expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { fixtureOf, forAccount } from '../testbed/case-world.js';
import type { ConformanceCase } from './case.js';
import { contentOfText } from './corners/contents.js';
import { caseOfBoundary, casesOfLostAnswers, casesOfParts } from './learnt-cases.js';
import { STEPS } from './rules.js';
import { plainCase } from './scenario.js';

const PLAIN = plainCase('jax3');
const KIB = 1 << 10;
const sizesOf = (cases: readonly ConformanceCase[]): (number | undefined)[] =>
  cases.filter(({ rules }) => rules.length === 0).map(({ files }) => files[0]?.size);

describe('files of parts', () => {
  test('are one to four parts long, one byte less and one more', () => {
    const P = 64 * KIB;
    const sizes = [P, 2 * P, 3 * P, 4 * P].flatMap((size) => [size - 1, size, size + 1]);
    expect(sizesOf(casesOfParts(PLAIN, { partSize: P, parallel: 1 }))).toEqual(sizes);
  });

  test('are fewer where parts are large', () => {
    const P = 64 << 20;
    const cases = casesOfParts(PLAIN, { partSize: P, parallel: 1 });
    expect(sizesOf(cases)).toEqual([P - 1, P, P + 1, 2 * P - 1, 2 * P, 2 * P + 1]);
    expect(cases.length).toBeLessThanOrEqual(10);
  });

  test('have each part fail that a file has, but for the first one, and never lack the part that fails', () => {
    const P = 64 * KIB;
    const failing = casesOfParts(PLAIN, { partSize: P, parallel: 1 }).filter(({ rules }) => rules.length > 0);
    const places = failing.map(({ rules: [rule] }) => JSON.stringify(rule?.['on']));
    const at = (nth: unknown): string => JSON.stringify({ kind: 'part', nth });
    expect(new Set(places)).toEqual(new Set([2, 3, 4, { from: 2, to: 3 }].map(at)));
    for (const { files } of failing) expect(Math.ceil((files[0]?.size ?? 0) / P)).toBe(4);
  });

  test('come in another order to a client that sends them side by side', () => {
    const count = (parallel: number): number => casesOfParts(PLAIN, { partSize: KIB, parallel }).length;
    expect(count(2)).toBe(count(1) + 1);
  });
});

test('the answer to each step is lost once, and always', () => {
  const cases = casesOfLostAnswers(PLAIN);
  expect(cases).toHaveLength(2 * STEPS.length);
  for (const { rules } of cases) expect(rules).toMatchObject([{ do: [{ act: 'hang-up', perform: true }] }]);
  expect(cases.filter(({ rules: [rule] }) => rule?.['times'] === 1)).toHaveLength(STEPS.length);
});

test('a file has the own boundary of a client in it, with hyphens and on a line by itself', () => {
  const [file] = caseOfBoundary(PLAIN, 'mine').files;
  const bytes = contentOfText(file?.text ?? '', file?.size ?? 0);
  expect(new TextDecoder().decode(bytes)).toContain('\r\n--mine\r\n');
  expect(new TextDecoder().decode(bytes)).toContain('\r\n--mine--\r\n');
});

test('all of them are cases that the fake can act out', async () => {
  const fake = await startFourShared({ log: () => {}, storage: 'memory' });
  try {
    const all = [...casesOfParts(PLAIN, { partSize: KIB, parallel: 2 }), ...casesOfLostAnswers(PLAIN)];
    for (const testCase of all) {
      const namespace = fake.namespace('x');
      await namespace.reset(fixtureOf(testCase));
      await namespace.arm(...(testCase.rules.map((rule) => forAccount(rule, 'a@kit.test')) as never[]));
    }
  } finally {
    await fake.close();
  }
});
