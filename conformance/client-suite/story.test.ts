import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JournalEntry } from '../../mock-server/index.js';
import { exchangeText } from '../reports/text/exchange-text.js';
import { judgeObserved } from './observed.js';
import type { ClientRequirement } from './requirement.js';
import { scenario } from './scenarios/scenario.js';
import { story } from './story.js';
import { broken, KEPT, nothingSeen, requirement } from './testing/without-service.js';

const anyEntry = {
  time: '2026-11-25T00:00:00.000Z',
  ms: 1,
  outcome: 'ok' as const,
  status: 200,
  method: 'POST',
  target: '/jax3/DesktopApp',
  headers: [],
  rules: [],
  warnings: [],
  bytesIn: '1',
  bytesOut: '1',
};

const call = (
  seq: number,
  name: string,
  over: Partial<Extract<JournalEntry, { kind: 'call' }>> = {},
): JournalEntry => ({
  ...anyEntry,
  seq,
  kind: 'call',
  version: 'jax3',
  operation: name,
  arguments: { login: 'a', password: '********', dirId: '-1' },
  ...over,
});

const part: JournalEntry = {
  ...anyEntry,
  seq: 3,
  kind: 'part',
  fileId: '17',
  firstByte: '0',
  received: '5',
  fields: [],
  secretsIn: [],
  outcome: 'refused',
  refusal: { code: 3, reason: 'too large' },
  rules: ['r1'],
};

test('a story has the setting, what went over the wire, the outcomes and what is left; no password', () => {
  const testCase = {
    version: 'jax3' as const,
    account: { freeSpace: '1', maxFileSize: '200' },
    firstId: '17',
    folder: 'Ü',
    subfolder: 'in it',
    files: [
      { name: 'a.txt', size: 5, seed: 1 },
      { name: 'old.txt', size: 1, seed: 1, there: true as const },
    ],
    atOnce: false,
    rules: [{ on: { kind: 'part', nth: 1 }, do: [{ act: 'refuse', code: 3 }], times: 1 }],
    steps: [],
  };
  const told = story({
    ...nothingSeen(testCase),
    uploads: [{ file: 0, said: { kind: 'error', error: { kind: 'refused', message: 'no' } } }],
    steps: [
      { step: { does: 'delete', file: 1 }, said: { kind: 'timed-out', afterMs: 5 }, details: { fromSeq: 4 } },
    ],
    journal: [
      call(1, 'uploadStartFile', { result: '17' }),
      call(2, 'getFreeSpace', { outcome: 'fault', fault: { code: 'Server', text: 'oops' } }),
      part,
      call(4, 'uploadFinishFile', { outcome: 'cut' }),
    ],
    account: {
      files: [{ id: '1', name: 'old.txt', parentId: '2', size: '1', md5: 'x' }],
      unfinished: [{ id: '17', name: 'a.txt', size: '5', received: '3' }],
      folders: [],
      freeSpace: '0',
    },
    digests: ['y', 'x'],
  });
  expect(told).toEqual([
    'The account had 1 byte free and took files of up to 200 bytes, at jax3.',
    'In the folder "Ü" there was "old.txt" (1 byte).',
    'In the folder "Ü" there was the folder "in it".',
    'When bytes come to the upload address (time 1), the service refuses them with code 3, once.',
    'The client was to upload "a.txt" (5 bytes) to the folder "Ü", one after the other.',
    '[1] It called uploadStartFile(dirId "-1"); the service answered "17".',
    '[2] It called getFreeSpace(dirId "-1"); the service answered with the fault "oops".',
    '[3] It sent 5 bytes of file 17 from byte 0 on; the service refused them (code 3, too large), as was arranged.',
    '[4] It called uploadFinishFile(dirId "-1"); the connection was cut before the whole answer was there.',
    'Of "a.txt" the client reported a failure: refused: "no".',
    'Asked to delete "old.txt", the client did not respond within 5 ms.',
    'In the end the account held "old.txt" (1 byte, with the right bytes), "a.txt" unfinished (3 of 5 bytes).',
  ]);
});

test('lists are put into words, as far as a sentence holds them', () => {
  const told = (result: Extract<JournalEntry, { kind: 'call' }>['result'], name = 'getItems') =>
    exchangeText(call(1, name, result === undefined ? {} : { result }));
  const file = (id: number) => ({ id: String(id), name: `${id}.txt`, size: '5', directory: false, md5: 'x' });
  expect(told([])).toBe('[1] It called getItems(dirId "-1"); the service answered 0 items.');
  expect(told([file(7), { id: '8', name: 'Docs', size: '0', directory: true }])).toBe(
    '[1] It called getItems(dirId "-1"); the service answered 2 items: file 7 "7.txt" (5 bytes), md5 "x"; folder 8 "Docs".',
  );
  const many = told(Array.from({ length: 1000 }, (_, i) => file(i)));
  expect(many).toMatch(/1000 items: file 0 .+; file 4 "4\.txt" \(5 bytes\), md5 "x"; 995 more\.$/);
  expect(told({ fileId: '7', freeSpace: '10' }, 'simpleUploadStart')).toMatch(
    /answered fileId "7", freeSpace "10"\.$/,
  );
});

test('bytes that were refused unread are not said to be none', () => {
  const unread = { ...part, received: '0', bytesIn: '65232', rules: [] } as JournalEntry;
  expect(exchangeText(unread)).toBe(
    '[3] It sent an unread form of 65,232 bytes for file 17 from byte 0 on; the service refused them (code 3, too large).',
  );
  expect(exchangeText({ ...part, received: '0', outcome: 'ok', rules: [] } as JournalEntry)).toContain(
    'It sent 0 bytes of file 17',
  );
});

test('a client that called the service at another address did call it', () => {
  const [testCase] = fc.sample(scenario(), { numRuns: 1, seed: 1 });
  if (!testCase) throw new Error('no testCase');
  expect(story(nothingSeen(testCase))).toContain('It did not call the service at all.');
  expect(story({ ...nothingSeen(testCase), elsewhere: ['http://127.0.0.1:1/~case-old'] })).toContain(
    'It did not call the service at the address that it was given. What came meanwhile went to "http://127.0.0.1:1/~case-old".',
  );
});

test('what was observed is judged by the journal, and a failure is shown with the exchanges before and after', () => {
  const observation = {
    started: new Date(0),
    ended: new Date(5),
    level: 'must',
    address: 'http://x',
    prefix: '/~phone',
    dropped: 0,
  } as const;
  const by = (judgeJournal: ClientRequirement['judgeJournal']) =>
    requirement('X-1', () => broken('never asked'), { judgeJournal });
  const journal = Array.from({ length: 30 }, (_, i) => call(i + 1, 'getRoot'));
  const judged = (each: ClientRequirement, dropped = 0) =>
    judgeObserved([each], journal, { ...observation, dropped });
  const bad = judged(by(() => ({ is: 'broken', did: 'asked', should: 'not', seqs: [20, 21] })));
  expect(bad).toMatchObject({ verdict: 'not-conforming', ms: 5, requirements: [{ status: 'broken' }] });
  expect(bad.requirements[0]?.counterexample?.journal.map(({ seq }) => seq)).toEqual([
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
  ]);
  expect(judged(by(() => KEPT)).verdict).toBe('conforming');
  expect(judged(by(undefined))).toMatchObject({
    verdict: 'undecided',
    requirements: [{ status: 'not-exercised' }],
  });
  expect(
    judged(
      by(() => KEPT),
      3,
    ),
  ).toMatchObject({ verdict: 'undecided', troubles: [{ blame: 'harness' }] });
});
