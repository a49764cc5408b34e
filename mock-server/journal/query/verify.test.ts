import { expect, test } from 'vitest';
import type { ExchangeRecord } from '../entry.js';
import { Journal } from '../journal.js';
import { callRecord, downloadRecord, NOON, partRecord } from '../testing/records.js';
import type { Verification } from './verification.js';

const login = callRecord();
const getRoot = callRecord({ operation: 'getRoot' });
const finish = (md5: string, more: Partial<typeof login> = {}) =>
  callRecord({ operation: 'uploadFinishFile', arguments: { login: 'a@b.test', fileId: 12n, md5 }, ...more });

function journalOf(...records: readonly ExchangeRecord[]): Journal {
  const journal = new Journal();
  for (const record of records) journal.record(record);
  return journal;
}

const texts = (journal: Journal, verification: Verification): string[] =>
  journal.verify(verification).findings.map(({ text }) => text);

test('what was expected and seen is no finding', () => {
  const journal = journalOf(login, getRoot, login);
  const expect_ = [
    { match: { operation: 'login' }, times: 2 },
    { match: { operation: 'getRoot' } },
    { match: { operation: 'signup' }, times: 0 },
    { match: { kind: 'call' }, times: { atLeast: 2, atMost: 3 } },
  ] as const;
  expect(journal.verify({ expect: expect_, strict: true })).toEqual({
    ok: true,
    used: true,
    findings: [],
    notes: [],
  });
});

test('a call with another argument', () => {
  const journal = journalOf(login, finish('0cc175b9c0f1b6a831c399e269772661'), getRoot);
  const match = {
    operation: 'uploadFinishFile',
    arguments: { md5: '0cc175b9c0f1b6a831c399e269772662' },
  } as const;
  const result = journal.verify({ expect: [{ match }] });
  expect(result).toEqual({
    ok: false,
    used: true,
    notes: [],
    findings: [
      {
        problem: 'too-few',
        expectation: 1,
        text:
          'Expectation 1: uploadFinishFile with md5 "0cc175b9c0f1b6a831c399e269772662" was to be seen at least 1 time, ' +
          'but was not seen. Closest: call 2 (uploadFinishFile): argument md5 is "0cc175b9c0f1b6a831c399e269772661" ' +
          'instead of "0cc175b9c0f1b6a831c399e269772662". The operation uploadFinishFile was called 1 time (number 2).',
        seqs: [],
        nearest: {
          seq: 2,
          distance: 2.121,
          text:
            'call 2 (uploadFinishFile): argument md5 is "0cc175b9c0f1b6a831c399e269772661" ' +
            'instead of "0cc175b9c0f1b6a831c399e269772662"',
          differences: [
            {
              field: 'argument md5',
              expected: '"0cc175b9c0f1b6a831c399e269772662"',
              seen: '"0cc175b9c0f1b6a831c399e269772661"',
              weight: 2.121,
            },
          ],
        },
      },
    ],
  });
});

test('an operation that was not called at all', () => {
  expect(
    texts(journalOf(login, callRecord({ operation: 'getItems' })), {
      expect: [{ match: { operation: 'getItemsCount' } }],
    }),
  ).toEqual([
    'Expectation 1: getItemsCount was to be seen at least 1 time, but was not seen. Closest: call 2 (getItems): ' +
      'operation is getItems instead of getItemsCount. The operation getItemsCount was not called at all.',
  ]);
});

test('nothing was recorded', () => {
  expect(texts(journalOf(), { expect: [{ match: { kind: 'part', fileId: 12n } }] })).toEqual([
    'Expectation 1: any part of file 12 was to be seen at least 1 time, but was not seen. There are no exchanges to ' +
      'look at: did the client reach this server and this namespace?',
  ]);
});

test('too seldom, with the closest of the others', () => {
  const journal = journalOf(login, callRecord({ account: 'x@y.test', outcome: 'fault', status: 500 }));
  const match = { operation: 'login', account: 'a@b.test', outcome: 'ok', status: 200, rule: 'r1' } as const;
  expect(texts(journal, { expect: [{ match: { ...match, rule: undefined }, times: 2 }] })).toEqual([
    'Expectation 1: login by a@b.test that ended with ok with status 200 was to be seen exactly 2 times, but was ' +
      'seen 1 time (number 1). Closest: call 2 (login): account is x@y.test instead of a@b.test; outcome is fault ' +
      'instead of ok; status is 500 instead of 200.',
  ]);
  expect(journal.nearest(match)?.text).toBe('call 1 (login): rule is missing, it should be r1');
});

test('too seldom, with nothing else there', () => {
  expect(
    texts(journalOf(login), { expect: [{ match: { kind: 'call' }, times: { atLeast: 2, atMost: 3 } }] }),
  ).toEqual([
    'Expectation 1: any call was to be seen 2 to 3 times, but was seen 1 time (number 1). ' +
      'There are no other exchanges to look at.',
  ]);
});

test('too often', () => {
  const journal = journalOf(...Array.from({ length: 8 }, () => login));
  expect(texts(journal, { expect: [{ match: { operation: 'login' }, times: { atMost: 1 } }] })).toEqual([
    'Expectation 1: login was to be seen at most 1 time, but was seen 8 times (numbers 1, 2, 3, 4, 5 and more). ' +
      'Look at call 2 (login), call 3 (login), call 4 (login), call 5 (login), call 6 (login) and 2 more.',
  ]);
  expect(texts(journalOf(login), { expect: [{ match: { operation: 'login' }, times: 0 }] })).toEqual([
    'Expectation 1: login was never to be seen, but was seen 1 time (number 1). Look at call 1 (login).',
  ]);
});

test('in another order', () => {
  const journal = journalOf(getRoot, login, login);
  const expected = [
    { match: { operation: 'login' }, times: 2 },
    { match: { operation: 'getRoot' } },
  ] as const;
  expect(journal.verify({ expect: expected })).toMatchObject({ ok: true });
  expect(texts(journal, { expect: expected, order: true })).toEqual([
    'Expectation 2: getRoot was to come after expectation 1 (login), which was met with number 3; ' +
      'it was seen (number 1).',
  ]);
});

test('in order, with anything between, and the same again later', () => {
  const journal = journalOf(login, partRecord(), getRoot, login);
  const again = [
    { match: { operation: 'login' }, times: 1 },
    { match: { operation: 'getRoot' } },
    { match: { operation: 'login' }, times: 1 },
  ] as const;
  expect(journal.verify({ expect: again, order: true })).toMatchObject({ ok: true });
  const twice = [...again, { match: { operation: 'login' } }] as const;
  expect(texts(journal, { expect: twice, order: true })).toEqual([
    'Expectation 1: login was to be seen at least 3 times, but was seen 2 times (numbers 1, 4). Closest: call 3 ' +
      '(getRoot): operation is getRoot instead of login.',
    'Expectation 4: login was to come after expectation 3 (login), which was met with number 4; ' +
      'it was seen (numbers 1, 4).',
  ]);
});

test('something else, when nothing else may come', () => {
  const journal = journalOf(
    login,
    partRecord(),
    downloadRecord(),
    partRecord({ fileId: undefined, firstByte: undefined }),
  );
  const expected = [{ match: { operation: 'login' } }] as const;
  expect(texts(journal, { expect: expected, strict: true })).toEqual([
    'Nothing else was to come, but 3 other exchanges were seen: part 2 (file 12, byte 0 on), download 3 (file 12), ' +
      'part 4 (a whole file).',
  ]);
  expect(journal.verify({ expect: expected, strict: true, among: { kind: 'call' } })).toMatchObject({
    ok: true,
  });
});

test('counts are not to be trusted when entries were dropped', () => {
  const journal = new Journal({ entries: 1 });
  journal.record(login);
  journal.record(getRoot);
  expect(journal.verify({ expect: [{ match: { operation: 'getRoot' } }] })).toEqual({
    ok: true,
    used: true,
    findings: [],
    notes: [
      '1 older entry was dropped to make room; only the newer ones were looked at. ' +
        'Clear the journal before the test, or give it more room.',
    ],
  });
});

test('the closest is the one of the right kind and operation, then the one with the likest argument', () => {
  const journal = journalOf(
    callRecord({ operation: 'getItems', arguments: { md5: 'aaaa' } }),
    finish('zzzz'),
    finish('aaab'),
    finish('qqqq'),
    downloadRecord(),
  );
  const near = (md5: string) => journal.nearest({ operation: 'uploadFinishFile', arguments: { md5 } })?.seq;
  expect(near('aaaa')).toBe(3);
  expect(near('zzza')).toBe(2);
  expect(near('qqqq')).toBe(4);
  expect(journal.nearest({ kind: 'download', account: 'none' })?.seq).toBe(5);
});

test('of equals the newest; one that matches is marked', () => {
  const journal = journalOf(finish('a'), finish('a'), login);
  expect(journal.nearest({ arguments: { md5: 'a' } })).toEqual({
    seq: 2,
    distance: 0,
    differences: [],
    text: 'call 2 (uploadFinishFile) matches',
  });
  expect(journalOf().nearest({})).toBeUndefined();
});

test('times, numbers and missing arguments in words', () => {
  const journal = journalOf(login);
  const text = (match: Parameters<Journal['nearest']>[0]) => journal.nearest(match)?.text;
  expect(text({ since: NOON + 1 })).toBe(
    'call 1 (login): time is 2026-01-31T12:00:00.000Z instead of 2026-01-31T12:00:00.001Z or later',
  );
  expect(text({ until: NOON - 1 })).toBe(
    'call 1 (login): time is 2026-01-31T12:00:00.000Z instead of 2026-01-31T11:59:59.999Z or earlier',
  );
  expect(text({ after: 1 })).toBe('call 1 (login): seq is 1 instead of more than 1');
  expect(text({ operation: ['signup', 'getRoot'] })).toBe(
    'call 1 (login): operation is login instead of one of signup, getRoot',
  );
  expect(text({ arguments: { md5: 'x'.repeat(150) } })).toBe(
    `call 1 (login): argument md5 is missing, it should be "${'x'.repeat(100)}"... (150 characters)`,
  );
});

test('passwords can be expected, and no text shows them', () => {
  const journal = journalOf(login);
  const match = { arguments: { password: 'secret1' } };
  expect(texts(journal, { expect: [{ match: { arguments: { password: 'secret' } } }] })).toEqual([]);
  expect(texts(journal, { expect: [{ match }] })).toEqual([
    'Expectation 1: any exchange with password ******** was to be seen at least 1 time, but was not seen. ' +
      'Closest: call 1 (login): argument password is another one than expected.',
  ]);
  // Nor how far a guess is right.
  expect(journal.nearest(match)?.distance).toBe(journal.nearest({ arguments: { password: 'x' } })?.distance);
});

test('a namespace that was never used fails every expectation', () => {
  const journal = new Journal();
  const never = { expect: [{ match: { operation: 'login' }, times: 0 }] } as const;
  expect(journal.verify(never)).toMatchObject({ ok: false, used: false, findings: [{ problem: 'unused' }] });
  expect(texts(journal, never)[0]).toContain(
    'is the name right? Where nothing was to come, set allowUnused.',
  );
  expect(journal.verify({ ...never, allowUnused: true })).toEqual({
    ok: true,
    used: false,
    findings: [],
    notes: [],
  });
  journal.record(getRoot);
  journal.clear();
  expect(journal.verify(never)).toMatchObject({ ok: true, used: true });
  journal.reset();
  expect(journal.verify(never)).toMatchObject({ ok: true, used: true });
});

/** How many steps a verification takes, each of which looks at a bounded number of records. */
function stepsOf(journal: Journal, verification: Verification): number {
  const steps = journal.verifying(verification);
  for (let count = 0; ; count++) if (steps.next().done) return count;
}

test('equal expectations take as long as one, and others as long as there are of them', () => {
  const journal = journalOf(...Array.from({ length: 2000 }, () => getRoot));
  const equal = (count: number): Verification => ({
    expect: Array.from({ length: count }, () => ({ match: { operation: 'getRoot' }, times: 2 })),
    order: true,
    strict: true,
  });
  expect(journal.verify(equal(1000)).ok).toBe(true);
  expect(stepsOf(journal, equal(1000))).toBeLessThan(2 * stepsOf(journal, equal(10)));
  const different = (count: number): Verification => ({
    expect: Array.from({ length: count }, (_, n) => ({ match: { operation: 'login', account: `${n}` } })),
  });
  expect(stepsOf(journal, different(1000))).toBeLessThan(8 * stepsOf(journal, different(250)));
});

test('findings list some of what they are about, and count the rest', () => {
  const journal = journalOf(...Array.from({ length: 5000 }, () => getRoot));
  const never = { match: { operation: 'getRoot' }, times: 0 } as const;
  const [finding] = journal.verify({ expect: [never] }).findings;
  expect(finding?.seqs).toHaveLength(100);
  expect(finding?.text).toContain('was seen 5000 times (numbers 1, 2, 3, 4, 5 and more). Look at call 1');
  expect(finding?.text).toContain('and 4995 more.');
  const missing = Array.from({ length: 1000 }, (_, n) => ({ match: { account: `none ${n}` } }));
  const { findings } = journal.verify({ expect: missing });
  expect(findings).toHaveLength(1000);
  expect(findings.filter(({ nearest }) => nearest !== undefined)).toHaveLength(10);
});
