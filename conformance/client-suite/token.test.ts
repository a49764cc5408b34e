import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { TokenError, tokensOf } from '../engine/records/token.js';
import { scenario } from './scenarios/scenario.js';
import { readToken, writeToken } from './token.js';

// Names that every object has are in no rule, and valibot leaves them out.
const keys = fc.string().filter((key) => !['__proto__', 'prototype', 'constructor'].includes(key));
const rules = fc.array(fc.dictionary(keys, fc.jsonValue(), { maxKeys: 3 }), { maxLength: 3 });
const cases = scenario({ folder: fc.option(fc.string({ unit: 'binary' })), rules: rules as never });

test('a token holds the case and the requirement, and nothing of it reads as an option', () => {
  fc.assert(
    fc.property(fc.string(), cases, (requirement, testCase) => {
      const token = writeToken({ requirement, case: testCase });
      expect(token).toMatch(/^[A-Za-z0-9][\w-]+$/);
      expect(readToken(` ${token}\n`)).toEqual({ requirement, case: JSON.parse(JSON.stringify(testCase)) });
    }),
  );
});

test('equal cases have equal tokens, with their keys in any order', () => {
  fc.assert(
    fc.property(cases, (testCase) => {
      const turned = Object.fromEntries(Object.entries(testCase).toReversed()) as typeof testCase;
      expect(writeToken({ requirement: 'X', case: turned })).toBe(
        writeToken({ requirement: 'X', case: testCase }),
      );
    }),
  );
});

test('a token that was changed in one place is refused', () => {
  fc.assert(
    fc.property(cases, fc.nat(), fc.constantFrom(...'Ab0-_'), (testCase, place, letter) => {
      const token = writeToken({ requirement: 'UP-07', case: testCase });
      const at = place % token.length;
      const changed = token.slice(0, at) + letter + token.slice(at + 1);
      // The last letter may have bits that stand for nothing.
      fc.pre(!Buffer.from(changed, 'base64url').equals(Buffer.from(token, 'base64url')));
      expect(() => readToken(changed)).toThrow(TokenError);
    }),
  );
});

test.each([
  ['', 'A token has only letters, digits, - and _. Copy it whole, without quotes.'],
  ['two words', 'A token has only letters, digits, - and _. Copy it whole, without quotes.'],
  ['xyz', /^This is no token of format 3, the only one that this version of the kit reads\.$/],
  [
    'AQAAAAAA',
    /^This is no token of format 3, .* It is of an earlier format: run the client again to get another\.$/,
  ],
  [
    'AwAAAAAA',
    'The token of 8 characters is damaged: some of it is missing, or was changed on its way. Copy it whole, from the file of failures or from a JSON or HTML report.',
  ],
])('%j is no token', (text, message) => {
  expect(() => readToken(text)).toThrow(message);
});

const serverTokens = tokensOf('server', v.strictObject({ calls: v.array(v.string()) }));

test('tokens of servers hold their own cases, also those that have toJSON', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.string({ unit: 'binary' })), (requirement, calls) => {
      const token = serverTokens.write({ requirement, case: { calls } });
      expect(token).toMatch(/^[A-Za-z0-9][\w-]+$/);
      expect(serverTokens.read(token)).toEqual({ requirement, case: { calls } });
      const live = { calls, held: 1n, toJSON: () => ({ calls }) };
      expect(serverTokens.write({ requirement, case: live })).toBe(token);
    }),
  );
});

test('a token of the other kind says which command takes it', () => {
  fc.assert(
    fc.property(cases, fc.array(fc.string()), (testCase, calls) => {
      const ofServer = serverTokens.write({ requirement: 'FO-01', case: { calls } });
      expect(() => readToken(ofServer)).toThrow(
        'This token holds a case for a server, not for a client: run it with `4shared-testkit conformance-server --replay`.',
      );
      const ofClient = writeToken({ requirement: 'UP-07', case: testCase });
      expect(() => serverTokens.read(ofClient)).toThrow(
        'This token holds a case for a client, not for a server: run it with `4shared-testkit conformance --replay`.',
      );
    }),
  );
});
