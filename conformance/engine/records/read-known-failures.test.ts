import { expect, test } from 'vitest';
import { readKnownFailures } from './read-known-failures.js';

const requirements = [
  { id: 'UP-07', title: 'The session key is asked for the wanted folder.' },
  { id: 'UP-12', title: 'A URL with a query keeps it.' },
];

const read = (text: string) => readKnownFailures(text, 'known.yaml', requirements);

test('YAML and JSON are read, and an empty file knows of nothing', () => {
  const entry = { reason: 'ticket 5', expires: '2027-01-31', version: '1.*' };
  const yaml = 'UP-07:\n  reason: ticket 5\n  expires: 2027-01-31\n  version: 1.*\nUP-12: {reason: later}\n';
  const known = { 'UP-07': entry, 'UP-12': { reason: 'later' } };
  const at = (first: number, second: number) =>
    new Map<string, object>([
      ['UP-07', { ...entry, place: `known.yaml:${first}` }],
      ['UP-12', { reason: 'later', place: `known.yaml:${second}` }],
    ]);
  expect(read(yaml)).toEqual(at(1, 5));
  expect(read(JSON.stringify(known))).toEqual(at(1, 1));
  expect(read('# nothing yet\n')).toEqual(new Map());
});

test.each([
  [
    'UP-07:\n  reason: a\nUP-70:\n  reason: b\n',
    '3:1: UP-70 is the id of no requirement; did you mean UP-07 (The session key is asked for the wanted folder.)?',
  ],
  [
    'A URL with the query keeps it: {reason: b}\n',
    '1:1: A URL with the query keeps it is the id of no requirement; did you mean UP-12 (A URL with a query keeps it.)?',
  ],
  [
    'something-else: {reason: b}',
    '1:1: something-else is the id of no requirement; the subcommand `list` shows them all',
  ],
  ['UP-07:\n  expires: 2027-01-31\n', '2:3: UP-07.reason is missing: say why it fails'],
  ['UP-07:\n  reason: a\n  expires: soon\n', '3:12: UP-07.expires must be a date such as 2027-01-31'],
  [
    'UP-07:\n  reason: a\n  until: soon\n',
    '3:10: UP-07.until is not known here: an entry has reason, expires and version',
  ],
  ['UP-07:\n  reason: a\n  version: 1.2\n', '3:12: UP-07.version must be a text: put it in quotes'],
  ['UP-07: because\n', '1:8: UP-07 must be a table with a reason'],
  ['- UP-07\n', '1:1: the list must be a table of ids and reasons'],
  ['UP-07: {reason: a}\nUP-07: {reason: b}\n', '2:1: Map keys must be unique'],
])('%j: %s', (text, message) => {
  expect(() => read(text)).toThrow(`known.yaml:${message}`);
});
