import { expect, test } from 'vitest';
import { cornerCases } from './corner-cases.js';
import { BLOCKS, EACH } from './dimensions.js';
import { withOwnCorners } from './own-corners.js';

test('values of a user are met as often as those of the kit', () => {
  const own = { names: ['my own name.bin'], passwords: ['mine'], limits: ['77777777777'], sizes: [4_711] };
  const [uploads] = withOwnCorners(BLOCKS, own);
  if (!uploads) throw new Error('there are no uploads');
  const texts = cornerCases(uploads, { version: 'jax3', seed: 1 }).map(({ testCase }) =>
    JSON.stringify(testCase),
  );
  for (const value of ['"my own name.bin"', '"password":"mine"', '"freeSpace":"77777777777"', '"size":4711'])
    expect(texts.filter((text) => text.includes(value)).length).toBeGreaterThanOrEqual(EACH);
});

test('a value that the kit has already is not met more often, and nothing else changes', () => {
  const [first] = BLOCKS[0]?.dimensions[0]?.corners ?? [];
  expect(withOwnCorners(BLOCKS, { names: [String(first?.value)] })).toEqual(BLOCKS);
  expect(withOwnCorners(BLOCKS, {})).toEqual(BLOCKS);
});
