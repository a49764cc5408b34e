import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nearestName } from './nearest-name.js';

const NAMES = ['login', 'password', 'quota', 'maxFileSize'] as const;

test.each([
  ['paswword', 'password'],
  ['PASSWORD', 'password'],
  ['maxfilesize', 'maxFileSize'],
  ['qouta', 'quota'],
  ['log', 'login'],
])('%s is meant for %s', (written, meant) => expect(nearestName(written, NAMES)).toBe(meant));

// With a blank at both ends: 2 of 5 pairs of neighbours are enough, 2 of 5 and 6 are not.
test.each([
  ['colour', 'colors', 'colors'],
  ['abcd', 'abxy', 'abxy'],
  ['abcd', 'abxyz', undefined],
  ['word', 'password', 'password'],
  ['zzz', 'login', undefined],
  ['', 'login', undefined],
])('%s for %s: %s', (written, known, meant) => expect(nearestName(written, [known])).toBe(meant));

test('a name is meant by itself, however many others there are', () => {
  const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 12 }), {
    minLength: 1,
    selector: (name) => name.toLowerCase(),
  });
  fc.assert(
    fc.property(names, fc.nat(), (all, at) => {
      const name = all[at % all.length] ?? '';
      expect(nearestName(name, all)).toBe(name);
    }),
  );
});

test('a message asks for the nearest name, or lists all', () => {
  expect(didYouMean('pasword', NAMES)).toBe('; did you mean password?');
  expect(didYouMean('zzz', NAMES)).toBe(': there are login, password, quota, maxFileSize');
});
