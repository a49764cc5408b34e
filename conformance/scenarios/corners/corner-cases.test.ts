import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';
import { fixtureOf, forAccount } from '../../runner/case-world.js';
import { readToken, writeToken } from '../../runner/token.js';
import type { ConformanceCase } from '../case.js';
import { CONTENTS, contentOfKind } from './contents.js';
import { cornerCases } from './corner-cases.js';
import { BLOCKS, EACH } from './dimensions.js';
import { SPECIALS } from './texts.js';

const casesOf = (seed: number) => BLOCKS.flatMap((block) => cornerCases(block, { version: 'jax3', seed }));

const CASES = casesOf(1);

const PLAIN = CASES[0] && [...CASES[0].smaller()][0]?.situation;

test('every corner is met in at least three cases, and every special character in as many names', () => {
  const texts = CASES.map(({ situation }) => situation);
  for (const { name, corners, put, each } of BLOCKS.flat())
    for (const { value } of corners) {
      const alone = put(PLAIN as ConformanceCase, value as never);
      const met = texts.filter((situation) => hasAll(situation, alone, PLAIN as ConformanceCase));
      expect(met.length, `${name} ${value}`).toBeGreaterThanOrEqual(each);
    }
  for (const { value } of SPECIALS)
    expect(
      CASES.filter(({ situation }) => situation.files[0]?.name.includes(value)).length,
    ).toBeGreaterThanOrEqual(EACH);
});

/** Whether a case has everything in which another one differs from the plain one. */
function hasAll(situation: unknown, alone: unknown, plain: unknown): boolean {
  if (JSON.stringify(alone) === JSON.stringify(plain)) return true;
  if (typeof alone !== 'object' || alone === null) return situation === alone;
  if (Array.isArray(alone) && alone.length > (plain as unknown[]).length)
    return JSON.stringify(situation).includes(JSON.stringify(alone.at(-1)));
  return Object.entries(alone).every(([key, value]) =>
    hasAll(Reflect.get(Object(situation), key), value, Reflect.get(Object(plain), key)),
  );
}

test('cases are cases: the fake can act them out, and a token holds them', async () => {
  const fake = await startFourShared({ log: () => {}, storage: 'memory' });
  try {
    for (const { situation } of CASES) {
      const namespace = fake.namespace('x');
      await namespace.reset(fixtureOf(situation));
      await namespace.arm(...(situation.rules.map((rule) => forAccount(rule, 'a@kit.test')) as never[]));
      expect(readToken(writeToken({ requirement: 'UP-53', case: situation })).case).toEqual(situation);
    }
  } finally {
    await fake.close();
  }
});

test('the plainest of the smaller cases come first: none of the corners, then one', () => {
  for (const { smaller } of CASES) {
    const [plain, one] = [...smaller()];
    if (!plain) continue;
    expect(plain.situation).toEqual(PLAIN);
    if (one) expect([...one.smaller()].map(({ situation }) => situation)).toEqual([PLAIN]);
  }
});

test('the same seed gives the same cases, another one others', () => {
  const of = (seed: number) => casesOf(seed).map(({ situation }) => situation);
  expect(of(1)).toEqual(of(1));
  expect(of(2)).not.toEqual(of(1));
});

test('no corner stands twice in its dimension, and each tells why it is there', () => {
  for (const { corners } of BLOCKS.flat()) {
    expect(new Set(corners.map(({ value }) => value)).size).toBe(corners.length);
    for (const { why } of corners) expect(why).toMatch(/\w{3}/);
  }
});

test('contents have the size that is asked for, of few bytes as well', () => {
  for (const { value } of CONTENTS)
    for (const size of [0, 1, 2, 5, 100, 70_000]) expect(contentOfKind(value, size).length).toBe(size);
});
