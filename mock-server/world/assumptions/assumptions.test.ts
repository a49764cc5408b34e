import { expect, test } from 'vitest';
import { ASSUMPTIONS, type AssumptionName, chooseAssumptions } from './assumptions.js';

const NAMES = Object.keys(ASSUMPTIONS) as AssumptionName[];

test('nothing chosen gives the presets, and so does every preset as it is written', () => {
  const presets = Object.fromEntries(NAMES.map((name) => [name, ASSUMPTIONS[name].preset]));
  const written = Object.fromEntries(NAMES.map((name) => [name, ASSUMPTIONS[name].written]));
  expect(chooseAssumptions()).toEqual(presets);
  expect(chooseAssumptions(written)).toEqual(presets);
});

test('an answer of every kind', () => {
  const chosen = chooseAssumptions({
    completion: 'all-bytes',
    'uploader-version': '9223372036854775807',
    'root-name': 'My 4shared',
    'history-codes': 'file-added:21, folder-removed:30',
    'access-order': '8,4,1,2,3,5,6',
  });
  expect(chosen).toMatchObject({
    completion: 'all-bytes',
    'uploader-version': 2n ** 63n - 1n,
    'root-name': 'My 4shared',
    'history-codes': { 'file-added': 21, 'file-changed': 2, 'folder-removed': 30 },
    'access-order': [8, 4, 1, 2, 3, 5, 6],
  });
});

test.each([
  [{ toString: 'x' }, /^assume\.toString is not an assumption: there are credentials-text, /],
  [{ completion: 'x' }, 'assume.completion is "x", which is not one of finish, all-bytes'],
  [{ 'uploader-version': '-1' }, /"-1", which is not a whole number from 0 to 2\^63 - 1$/],
  [{ 'uploader-version': '9223372036854775808' }, /is not a whole number/],
  [{ 'root-name': '' }, 'assume.root-name is "", which is empty'],
  [
    { 'history-codes': 'file-lost:1' },
    /which has "file-lost:1", but must be name:number pairs of file-added/,
  ],
  [{ 'history-codes': 'file-added:x' }, /which has "file-added:x"/],
  [{ 'history-codes': 'file-added:2' }, /which gives two names the same number$/],
  [{ 'access-order': '1,2,3' }, /which is not 1,2,3,4,5,6,8 in some order$/],
  [{ 'access-order': '1,2,3,4,5,6,' }, /in some order$/],
] as const)('%o is refused', (chosen, message) => {
  expect(() => chooseAssumptions(chosen)).toThrow(message);
});
