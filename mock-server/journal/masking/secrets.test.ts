import { expect, test } from 'vitest';
import { OPERATIONS, STRUCTS } from '../../../wsdl/contract.js';
import type { ExchangeRecord, JournalEntry } from '../entry.js';
import { Journal } from '../journal.js';
import { callRecord, downloadRecord } from '../testing/records.js';
import { isSecretName, Secrets } from './secrets.js';

function viewed(record: ExchangeRecord): JournalEntry {
  const journal = new Journal();
  journal.record(record);
  const [entry] = journal.entries();
  if (entry === undefined) throw new Error('nothing was recorded');
  return entry;
}

test('every name in the contract that holds a password is known, and no other', () => {
  const fields = Object.values(STRUCTS).flat();
  const names = [...Object.values(OPERATIONS).flatMap(({ args }) => args), ...fields].map(({ name }) => name);
  expect([...new Set(names.filter(isSecretName))].sort()).toEqual([
    'dirPassword',
    'password',
    'userDirPassword',
  ]);
});

test('every operation that takes a password has it masked, and its other arguments not', () => {
  for (const { name, args } of Object.values(OPERATIONS)) {
    const values = Object.fromEntries(args.map((arg) => [arg.name, 'a']));
    expect(viewed(callRecord({ operation: name, arguments: values }))).toMatchObject({
      arguments: Object.fromEntries(
        args.map((arg) => [arg.name, /password$/i.test(arg.name) ? '********' : 'a']),
      ),
    });
  }
});

test('results that are or hold passwords', () => {
  const result = (value: unknown) => (viewed(callRecord({ result: value })) as { result?: unknown }).result;
  expect(result('1000000001/0123abcd')).toBe('1000000001/********');
  expect(result('http://h/playlist/c/n.m3u?userPass2=open%20sesame')).toBe(
    'http://h/playlist/c/n.m3u?userPass2=********',
  );
  expect(result('http://h/dir/1000000001/0123abcd/name.html')).toBe(
    'http://h/dir/1000000001/********/name.html',
  );
  expect(result([{ password: 'x', search: true }, { password: '' }])).toEqual([
    { password: '********', search: true },
    { password: '' },
  ]);
  const settings = [
    { id: 1, name: 'newPassword', type: 'text', value: 'x' },
    { id: 2, name: 'pin', type: 'password', value: 'y' },
    { id: 3, name: 'language', type: 'choice', value: 'en' },
  ];
  expect(result({ settings })).toMatchObject({
    settings: [{ value: '********' }, { value: '********' }, { value: 'en' }],
  });
});

test('a value of the contract becomes JSON', () => {
  const date = new Date(Date.UTC(2026, 0, 31));
  const entry = viewed(
    callRecord({
      operation: 'getFileInfo',
      arguments: { login: 'a', password: '', fileId: 2n ** 62n, list: [1n, null], flag: true },
      result: { id: 2n ** 60n, date, size: 0n, version: 1, name: undefined, rate: Number.POSITIVE_INFINITY },
    }),
  );
  expect(JSON.parse(JSON.stringify(entry))).toEqual(entry);
  expect(entry).toMatchObject({
    time: '2026-01-31T12:00:00.000Z',
    bytesIn: '300',
    arguments: { login: 'a', password: '', fileId: '4611686018427387904', list: ['1', null], flag: true },
    result: {
      id: '1152921504606846976',
      date: '2026-01-31T00:00:00.000Z',
      size: '0',
      version: 1,
      rate: 'Infinity',
    },
  });
});

test('what is not there is not in the view', () => {
  expect(Object.keys(viewed(downloadRecord({ account: undefined, status: undefined })))).toEqual([
    ...[
      'seq',
      'time',
      'ms',
      'outcome',
      'method',
      'target',
      'headers',
      'rules',
      'warnings',
      'bytesIn',
      'bytesOut',
    ],
    ...['kind', 'fileId', 'name'],
  ]);
});

test('a distinctive password is masked inside other texts, one that could be a word only where it is all', () => {
  const distinctive = new Secrets(['open sesame 7']);
  expect(distinctive.mask('is it "open sesame 7"?')).toBe('is it "********"?');
  expect(distinctive.mask('http://h/a?x=open+sesame+7&y=1')).toBe('http://h/a?x=********&y=1');
  expect(distinctive.mask('/open%20sesame%207/a')).toBe('/********/a');
  for (const word of ['password', 'abc', '12345678']) {
    const text = `the ${word} is wrong`;
    expect(new Secrets([word]).mask(text)).toBe(text);
  }
  expect(new Secrets(['password']).mask('password')).toBe('********');
  // The shortest ones that are masked where they are all, and inside other texts.
  expect(new Secrets(['abc']).mask('abc')).toBe('abc');
  expect(new Secrets(['abcd']).mask('abcd')).toBe('********');
  expect(new Secrets(['abc-123']).mask('x abc-123')).toBe('x abc-123');
  expect(new Secrets(['abc-1234']).mask('x abc-1234')).toBe('x ********');
});

test('the name of an application before a password is no part of it', () => {
  expect(new Secrets(['!!!app!!:open sesame 7']).mask('a open sesame 7 b')).toBe('a ******** b');
});

test('a password that is the login is masked in its own place only', () => {
  expect(
    viewed(
      callRecord({ account: 'bob@b.test1', arguments: { login: 'bob@b.test1', password: 'bob@b.test1' } }),
    ),
  ).toMatchObject({ account: 'bob@b.test1', arguments: { login: 'bob@b.test1', password: '********' } });
});
