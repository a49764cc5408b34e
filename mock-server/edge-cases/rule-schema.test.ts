import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Rule } from './rule.js';
import { readRule } from './rule-schema.js';
import { validRule } from './testing/rules.js';
import { thrown } from './testing/thrown.js';
import { writeRule } from './write-rule.js';

test('a rule that was written reads as the same rule', () => {
  fc.assert(
    fc.property(validRule, (rule) => {
      const json: unknown = JSON.parse(JSON.stringify(writeRule(rule)));
      expect(readRule(json)).toStrictEqual(rule);
    }),
    { numRuns: 500 },
  );
});

test('64-bit numbers may be JSON numbers or texts, and are bigint afterwards', () => {
  const read = (afterBytes: unknown): Rule =>
    readRule({ on: { kind: 'part' }, do: [{ act: 'reset', afterBytes }] });
  expect(read(7).do).toEqual([{ act: 'reset', afterBytes: 7n }]);
  expect(read('9223372036854775807').do).toEqual([{ act: 'reset', afterBytes: 2n ** 63n - 1n }]);
});

const call = (name: string, act: object, more: object = {}) => ({
  on: { kind: 'call', operation: name, ...more },
  do: [act],
});
const part = (act: object) => ({ on: { kind: 'part' }, do: [act] });

describe('messages of mistakes have the place and the remedy', () => {
  test.each<[unknown, string]>([
    [1, 'the rule must be a table of keys and values'],
    [{}, 'on is missing'],
    [{ on: { kind: 'part' } }, 'do is missing'],
    [{ on: 3, do: [] }, 'on must be a table of keys and values'],
    [{ on: { kind: 'mail' }, do: [] }, 'on.kind must be one of call, part, download'],
    [{ on: { kind: 'part' }, do: [] }, 'do must have at least one act'],
    [{ on: { kind: 'part' }, do: [3] }, 'do[0] must be a table of keys and values'],
    [
      { on: { kind: 'part', fileid: 1 }, do: [{ act: 'lose' }] },
      'on.fileid is not a key that is known here; did you mean fileId?',
    ],
    [{ on: { kind: 'part' }, do: [{ act: 'lose' }], times: 0 }, 'times must be a whole number from 1 on'],
    [
      { on: { kind: 'part' }, do: [{ act: 'lose', who: 1 }] },
      'do[0].who is not a key that is known here: there are act',
    ],
    [
      call('getFreeSpce', { act: 'nil' }),
      'on.operation must be an operation of the service, which "getFreeSpce" is not; did you mean getFreeSpace?',
    ],
    [
      { on: { kind: 'call', function: 'login' }, do: [{ act: 'nil' }] },
      'on.function is now called operation',
    ],
    [
      { on: { kind: 'call', operation: ['login', 'logout'] }, do: [{ act: 'nil' }] },
      'on.operation[1] must be an operation of the service, which "logout" is not; did you mean login?',
    ],
    [
      { on: { kind: 'call', nth: { from: 3, to: 2 } }, do: [{ act: 'nil' }] },
      'on.nth.to must not be less than from, which is 3',
    ],
    [
      part({ act: 'reset', afterBytes: 1.5 }),
      'do[0].afterBytes must be a whole number of bytes from 0 to 2^63-1',
    ],
    [
      part({ act: 'reset', afterBytes: -1 }),
      'do[0].afterBytes must be a whole number of bytes from 0 to 2^63-1',
    ],
    [
      part({ act: 'reset', afterBytes: '9223372036854775808' }),
      'do[0].afterBytes must be a whole number of bytes from 0 to 2^63-1',
    ],
    [
      part({ act: 'reset', afterBytes: 2 ** 60 }),
      'do[0].afterBytes must be a text, as a JSON number past 2^53 loses digits',
    ],
    [call('login', { act: 'nil' }, { arguments: [] }), 'on.arguments must be a table of arguments and texts'],
    [part({ act: 'refuse', code: 8 }), 'do[0].code must be one of 1, 2, 3, 4, 5, 6, 7'],
    [
      part({ act: 'delay', ms: -1 }),
      'do[0].ms must be a whole number of milliseconds from 0 to 86400000, a day',
    ],
    [
      part({ act: 'throttle', bytesPerSecond: 0 }),
      'do[0].bytesPerSecond must be a whole number of bytes a second from 1 to 1000000000000',
    ],
    [part({ act: 'status', status: 99 }), 'do[0].status must be an HTTP status from 200 to 599'],
    [
      part({ act: 'status', status: 200, headers: { 'a b': 'x' } }),
      'do[0].headers.a b must be the name of a header',
    ],
    [
      part({ act: 'status', status: 200, contentType: 'text/html\r\nX: 1' }),
      'do[0].contentType must be the value of a header: one line of Latin-1',
    ],
    [
      part({ act: 'status', status: 200, headers: { 'transfer-Encoding': 'chunked' } }),
      'do[0].headers.transfer-Encoding must not be set by a rule, as the server itself frames its responses: leave it out, or use truncate, reset or hang-up',
    ],
    [
      part({ act: 'status', status: 304, body: 'x' }),
      'do[0].body must be left out, as a response with the status 304 has none',
    ],
    [
      part({ act: 'status', status: 200, headers: { a: 'x\ny' } }),
      'do[0].headers.a must be the value of a header: one line of Latin-1',
    ],
    [part({ act: 'nil' }), 'do[0].act nil is only for the kind call, and the rule waits for part'],
    [call('login', { act: 'lose' }), 'do[0].act lose is only for the kind part, and the rule waits for call'],
    [
      call('login', { act: 'reset', afterBytes: 0, direction: 'in' }),
      'do[0].direction in is only for the kind part, and the rule waits for call',
    ],
    [
      { on: { kind: 'call' }, do: [{ act: 'nil' }, { act: 'hang-up' }] },
      'do[1] never counts, as the act nil before it replaces the answer',
    ],
    [
      part({ act: 'account', at: 'after' }),
      'do[0] changes nothing of the account: give it freeSpace, active or another field',
    ],
    [
      call('deleteFile', { act: 'return', value: '' }),
      'do[0].act return is not for deleteFile, whose response never has a return element',
    ],
    [
      call('getFreeSpace', { act: 'return', value: 'much' }),
      'do[0].value must be a whole number of 64 bits, not "much", as getFreeSpace answers with long',
    ],
    [
      call('getFreeSpace', { act: 'return', value: null }),
      'do[0].value must not be null: use the act nil, or no-return',
    ],
    [
      call('simpleUploadStart', { act: 'return', value: { fileId: 1, freeSpace: 1 } }),
      'do[0].value.maxFileSize is missing: it is a required long, as simpleUploadStart answers with fileUploadInfo',
    ],
    [
      call('getItems', { act: 'return', value: [{ nmae: 'x' }] }),
      'do[0].value[0].nmae is no field here: the fields are date, directory, downloadCount, downloadLink, empty, id, md5, name, parentId, removed, shared, size, version, as getItems answers with accountItemArray',
    ],
    [
      call('hasRightUpload', { act: 'fault', text: 'x', details: 'y' }),
      'do[0].details must be left out, as hasRightUpload declares no ApiException',
    ],
    [
      call('getFreeSpace', { act: 'rewrite', template: '' }),
      'do[0].act rewrite is not for getFreeSpace, whose result has no address',
    ],
    [
      call('getUploadFormUrl', { act: 'rewrite', template: '{schema}:' }),
      'do[0].template has {schema}: there are {return} {scheme} {host} {hostname} {port} {path} {folder} {query}',
    ],
    [
      call('login', { act: 'nil' }, { arguments: { user: 'x' } }),
      'on.arguments.user is no argument of login: they are login, password',
    ],
    [
      { on: { kind: 'call', arguments: { user: 'x' } }, do: [{ act: 'nil' }] },
      'on.arguments.user is an argument of no operation',
    ],
    [
      call('setFolderSharingProperties', { act: 'nil' }, { arguments: { properties: 'x' } }),
      'on.arguments.properties is a structure, which cannot be compared with a text',
    ],
  ])('%j', (json, message) => {
    expect(thrown(() => readRule(json))).toBe(`RuleError: ${message}`);
  });

  test('JSON that is nested without end', () => {
    let value: unknown = 1;
    for (let level = 0; level < 100_000; level++) value = [value];
    expect(() => readRule(call('login', { act: 'return', value }))).toThrow(
      'the rule is nested deeper than 32 levels',
    );
  });
});
