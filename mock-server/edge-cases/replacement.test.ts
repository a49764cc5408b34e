import { expect, test } from 'vitest';
import type { Act } from './act.js';
import { performs, replacementIn, storing } from './replacement.js';

const delay: Act = { act: 'delay', ms: 1 };
const nil: Act = { act: 'nil' };

test('the first act that replaces the answer counts', () => {
  expect(replacementIn([])).toBeUndefined();
  expect(replacementIn([delay, { act: 'lose' }])).toBeUndefined();
  expect(replacementIn([delay, nil, { act: 'hang-up' }])).toBe(nil);
});

test.each<[readonly Act[], boolean]>([
  [[], true],
  [[delay], true],
  [[nil], false],
  [[{ act: 'nil', perform: true }], true],
  [[{ act: 'rewrite', template: '{return}' }], true],
  [[{ act: 'refuse', code: 2 }], false],
  [[{ act: 'hang-up', perform: true }, nil], true],
  [[nil, { act: 'hang-up', perform: true }], false],
])('%j: the service is asked: %s', (acts, asked) => {
  expect(performs(acts)).toBe(asked);
});

test.each<[readonly Act[], string]>([
  [[delay], 'once'],
  [[delay, { act: 'lose' }], 'not'],
  [[{ act: 'double' }, { act: 'lose' }], 'twice'],
])('%j: the bytes are stored %s', (acts, how) => {
  expect(storing(acts)).toBe(how);
});
