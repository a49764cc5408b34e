import { expect, test } from 'vitest';
import { describeResult, jsonLog, type LogEntry, prettyLog } from './request-log.js';

const noon = (): number => Date.UTC(2026, 0, 31, 12);

const entry: LogEntry = { what: 'login', account: 'a@b.test', result: '""', ms: 0.25, warnings: [] };

test('the pretty log is one line a request, and one a warning', () => {
  const lines: string[] = [];
  const log = prettyLog((line) => lines.push(line), noon);
  log({ ...entry, warnings: ['arg0 is missing'] });
  expect(lines).toEqual([
    '12:00:00.000  login  a@b.test  ""  0.3 ms',
    '              warning: arg0 is missing',
  ]);
});

test('an empty account differs from none', () => {
  const lines: string[] = [];
  const log = prettyLog((line) => lines.push(line), noon);
  log({ ...entry, account: '' });
  log({ ...entry, account: undefined });
  expect(lines).toEqual(['12:00:00.000  login  ""  ""  0.3 ms', '12:00:00.000  login  -  ""  0.3 ms']);
});

test('a name from outside cannot forge a line or drive the terminal', () => {
  const lines: string[] = [];
  prettyLog(
    (line) => lines.push(line),
    noon,
  )({ ...entry, account: 'x\n12:00:00.000  \u001b[2Jforged\u2028' });
  expect(lines).toEqual(['12:00:00.000  login  x\\n12:00:00.000  \\u{1b}[2Jforged\\u{2028}  ""  0.3 ms']);
});

test('the JSON log is one object a line', () => {
  const lines: string[] = [];
  jsonLog((line) => lines.push(line), noon)({ ...entry, account: undefined });
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    { time: '2026-01-31T12:00:00.000Z', what: 'login', result: '""', ms: 0.25, warnings: [] },
  ]);
});

test('passwords of folders are masked', () => {
  expect(
    [
      '1000000001/0123abcd',
      'http://h/playlist/c/n.m3u?userPass2=open%20sesame',
      'http://h/dir/1000000001/0123abcd/name.html',
    ].map(describeResult),
  ).toEqual([
    '"1000000001/********"',
    '"http://h/playlist/c/n.m3u?userPass2=********"',
    '"http://h/dir/1000000001/********/name.html"',
  ]);
});

test('results are short texts', () => {
  expect(
    ['', 'x'.repeat(500), 5n, true, undefined, [], [1], { id: 7n }, { name: 'a' }].map(describeResult),
  ).toEqual([
    '""',
    `"${'x'.repeat(159)}... (502 characters)`,
    '5',
    'true',
    'done',
    '0 items',
    '1 item',
    'item 7',
    'ok',
  ]);
});
