import { expect, test } from 'vitest';
import { startFourShared } from '../../../../mock-server/index.js';
import { fixtureOf, forAccount } from '../../testbed/case-world.js';
import { readToken, writeToken } from '../../token.js';
import type { ConformanceCase } from '../case.js';
import { CONTENTS, contentOfKind } from './contents.js';
import { type CornerCase, cornerCases } from './corner-cases.js';
import { BLOCKS, EACH } from './dimensions.js';
import { SPECIALS } from './texts.js';

const casesOf = (seed: number) => BLOCKS.flatMap((block) => cornerCases(block, { version: 'jax3', seed }));

const CASES = casesOf(1);

test.each(BLOCKS)('$name: every corner is met as often as is asked for', (block) => {
  const cases = cornerCases(block, { version: 'jax3', seed: 1 });
  const plain = plainOf(cases);
  for (const { name, corners, put, each } of block.dimensions)
    for (const { value } of corners) {
      const alone = put(plain, value as never);
      const met = cases.filter(({ testCase }) => hasAll(testCase, alone, plain));
      expect(met.length, `${name} ${value}`).toBeGreaterThanOrEqual(each);
    }
});

test('uploads meet every corner three times, and special characters in as many names', () => {
  const [uploads] = BLOCKS;
  for (const { name, each } of uploads?.dimensions ?? [])
    if (name !== 'special name') expect(each).toBe(EACH);
  for (const { value } of SPECIALS) {
    const met = CASES.filter(({ testCase }) => testCase.files[0]?.name.includes(value));
    expect(met.length).toBeGreaterThanOrEqual(EACH);
  }
});

const plainOf = (cases: readonly CornerCase[]): ConformanceCase => {
  const [plain] = cases[0]?.smaller() ?? [];
  if (!plain) throw new Error('there is no case');
  return plain.testCase;
};

/** Whether a case has everything in which another one differs from the plain one. */
function hasAll(testCase: unknown, alone: unknown, plain: unknown): boolean {
  if (JSON.stringify(alone) === JSON.stringify(plain)) return true;
  if (typeof alone !== 'object' || alone === null) return testCase === alone;
  if (Array.isArray(alone) && alone.length > (plain as unknown[]).length)
    return JSON.stringify(testCase).includes(JSON.stringify(alone.at(-1)));
  return Object.entries(alone).every(([key, value]) =>
    hasAll(Reflect.get(Object(testCase), key), value, Reflect.get(Object(plain), key)),
  );
}

test('cases are cases: the fake can act them out, and a token holds them', async () => {
  const fake = await startFourShared({ log: () => {}, storage: 'memory' });
  try {
    for (const { testCase } of CASES) {
      const namespace = fake.namespace('x');
      await namespace.reset(fixtureOf(testCase));
      await namespace.arm(...(testCase.rules.map((rule) => forAccount(rule, 'a@kit.test')) as never[]));
      expect(readToken(writeToken({ requirement: 'UP-53', case: testCase })).case).toEqual(testCase);
    }
  } finally {
    await fake.close();
  }
});

test.each(BLOCKS)('$name: the plainest of the smaller cases come first: no corner, then one', (block) => {
  const cases = cornerCases(block, { version: 'jax3', seed: 1 });
  for (const { smaller } of cases) {
    const [plain, one] = [...smaller()];
    if (!plain) continue;
    expect(plain.testCase).toEqual(plainOf(cases));
    if (one) expect([...one.smaller()].map(({ testCase }) => testCase)).toEqual([plain.testCase]);
  }
});

test('the same seed gives the same cases, another one others', () => {
  const of = (seed: number) => casesOf(seed).map(({ testCase }) => testCase);
  expect(of(1)).toEqual(of(1));
  expect(of(2)).not.toEqual(of(1));
});

test('no corner is in its dimension twice, and each has a reason', () => {
  for (const { corners } of BLOCKS.flatMap(({ dimensions }) => dimensions)) {
    expect(new Set(corners.map(({ value }) => value)).size).toBe(corners.length);
    for (const { why } of corners) expect(why).toMatch(/\w{3}/);
  }
});

test('contents have the size that is asked for, of few bytes as well', () => {
  for (const { value } of CONTENTS)
    for (const size of [0, 1, 2, 5, 100, 70_000]) expect(contentOfKind(value, size).length).toBe(size);
});
