import { expect, test } from 'vitest';
import type { PartEntry } from '../entry.js';
import { Journal } from '../journal.js';
import { partRecord } from '../testing/records.js';
import { partFacts } from './part-facts.js';

const WHO = { login: 'Bob@example.test', password: 'top secret 1' };
const base64 = (text: string): string => btoa(text);

interface Sent {
  target?: string;
  headers?: string[];
  fields?: { name: string; value?: string }[];
}

/** The view of a part that was sent like this. */
function seen({ target = '/upload?sId=k', headers = [], fields = [] }: Sent, who = WHO): PartEntry {
  const http = { method: 'POST', target, headers };
  const journal = new Journal();
  journal.record(partRecord({ http, ...partFacts({ http, fields }, who) }));
  const [entry] = journal.entries();
  if (entry?.kind !== 'part') throw new Error('no part was recorded');
  return entry;
}

test('an upload as it should be has no secrets in it', () => {
  const entry = seen({ fields: [{ name: 'resumableFileId', value: '12' }, { name: 'FilePart' }] });
  expect(entry.secretsIn).toEqual([]);
  expect(entry.fields).toEqual([{ name: 'resumableFileId', value: '12' }, { name: 'FilePart' }]);
});

test('credentials in every place are named, and no password is shown', () => {
  const entry = seen({
    target: '/upload?sId=k&who=bob%40example.test&x=top+secret%201&%79=top%20secret%201',
    headers: [
      ...['X-User', 'bob@EXAMPLE.test', 'X-Key', 'top secret 1', 'X-App', '!!!app!!:top secret 1'],
      ...['Authorization', `Basic ${base64('Bob@example.test:top secret 1')}`],
      ...['Cookie', 'Login=bob@example.test; other=1; Pass=top%20secret%201'],
      ...['X-Json', '{"p":"top secret 1"}'],
    ],
    fields: [
      { name: 'a', value: 'top secret 1' },
      { name: 'b', value: 'bob@example.test' },
      { name: 'c', value: 'top secret' },
    ],
  });
  expect(entry.secretsIn).toEqual([
    ...['query who', 'query x', 'query y', 'header x-user', 'header x-key', 'header x-app'],
    ...['header authorization', 'cookie Login', 'cookie Pass', 'header x-json', 'field a', 'field b'],
  ]);
  expect(entry.target).toBe('/upload?sId=k&who=bob%40example.test&x=********&%79=********');
  expect(entry.headers.map(({ value }) => value)).toEqual([
    ...['bob@EXAMPLE.test', '********', '********', '********', '********', '********'],
  ]);
  expect(entry.fields).toEqual([
    { name: 'a', value: '********' },
    { name: 'b', value: 'bob@example.test' },
    { name: 'c', value: 'top secret' },
  ]);
});

test('a short password is only found where it is all of the value', () => {
  const entry = seen(
    {
      target: '/upload?a=abc&b=ab',
      fields: [
        { name: 'c', value: 'ab' },
        { name: 'd', value: 'cab' },
      ],
    },
    { login: 'bob', password: 'ab' },
  );
  expect(entry.secretsIn).toEqual(['query b', 'field c']);
  expect(entry.target).toBe('/upload?a=abc&b=********');
});

test('a long password is found though values are cut', () => {
  const password = `x1-${'y'.repeat(300)}`;
  const entry = seen({ fields: [{ name: 'a', value: password }] }, { login: 'bob', password });
  expect(entry.secretsIn).toEqual(['field a']);
  expect(entry.fields).toEqual([{ name: 'a', value: '********' }]);
  expect(seen({ fields: [{ name: 'a', value: 'z'.repeat(300) }] }).fields).toEqual([
    { name: 'a', value: 'z'.repeat(200) },
  ]);
});

test('an account without a password matches nothing', () => {
  const who = { login: '', password: '' };
  expect(seen({ target: '/upload?a=', fields: [{ name: 'b', value: '' }] }, who).secretsIn).toEqual([]);
});

test('for an account that is not known, only what is named as a password is masked', () => {
  const http = { method: 'POST', target: '/upload?pwd=a&x=b', headers: ['X-Password', 'c'] };
  const fields = [{ name: 'userPassword', value: 'd' }];
  const journal = new Journal();
  journal.record(partRecord({ http, ...partFacts({ http, fields }, undefined) }));
  expect(journal.entries()).toMatchObject([
    {
      secretsIn: [],
      target: '/upload?pwd=********&x=b',
      headers: [{ name: 'X-Password', value: '********' }],
      fields: [{ name: 'userPassword', value: '********' }],
    },
  ]);
});

test('a refusal that quotes a password in the wrong field does not tell it', () => {
  const http = { method: 'POST', target: '/upload', headers: [] };
  const fields = [{ name: 'resumableFileId', value: WHO.password }];
  const reason = 'resumableFileId must be a whole number, not "top secret 1"';
  const response = [new TextEncoder().encode(reason)];
  const facts = { http, outcome: 'refused', refusal: { code: 4, reason } } as const;
  const journal = new Journal();
  journal.record(
    partRecord({
      ...facts,
      ...partFacts({ http, fields }, WHO),
      raw: { request: [], response, responseHeaders: [] },
    }),
  );
  expect(journal.entries()).toMatchObject([
    {
      refusal: { code: 4, reason: 'resumableFileId must be a whole number, not "********"' },
      raw: { response: { withheld: expect.stringContaining('the refusal may quote it') } },
    },
  ]);
});
