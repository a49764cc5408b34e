import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExchangeRecord, Recorded } from '../entry.js';
import { Journal } from '../journal.js';
import { anyRecord } from '../testing/arbitraries.js';
import { callRecord, NOON } from '../testing/records.js';
import type { Query } from './query.js';

const full = fc.record({
  kind: fc.constantFrom('call', 'part', 'download'),
  operation: fc.constantFrom<Query['operation'][]>(
    'login',
    'getFiles',
    ['login', 'uploadFinishFile'],
    'getRoot',
  ),
  account: fc.constantFrom('a@b.TEST', 'c@d.test', 'none'),
  outcome: fc.constantFrom('ok', 'fault'),
  since: fc.integer({ min: NOON - 1, max: NOON + 6 }),
  until: fc.integer({ min: NOON - 1, max: NOON + 6 }),
  after: fc.nat(30),
  rule: fc.constantFrom('r1', 'r2', 'r3'),
  fileId: fc.constantFrom(1n, 2n, 3n, 2n ** 62n),
  status: fc.constantFrom(200, 500),
  arguments: fc.constantFrom({ md5: 'abc' }, { md5: '' }, { fileIds: '1,2' }, { fileId: '1', md5: 'abd' }),
  limit: fc.nat(10),
  order: fc.constantFrom('asc', 'desc'),
});

/** Of three things at most: what is asked for more finds nothing. */
const queries: fc.Arbitrary<Query> = full.chain((query) =>
  fc.subarray(Object.entries(query), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
);

/** Written down plainly, criterion by criterion. */
function isMeant(query: Query, seq: number, record: ExchangeRecord): boolean {
  const call = record.kind === 'call' ? record : undefined;
  if (query.kind !== undefined && record.kind !== query.kind) return false;
  if (query.operation !== undefined) {
    if (call?.operation === undefined || ![query.operation].flat().includes(call.operation)) return false;
  }
  if (query.account !== undefined && record.account?.toLowerCase() !== query.account.toLowerCase())
    return false;
  if (query.outcome !== undefined && record.outcome !== query.outcome) return false;
  if (query.status !== undefined && record.status !== query.status) return false;
  if (query.since !== undefined && record.time < query.since) return false;
  if (query.until !== undefined && record.time > query.until) return false;
  if (query.after !== undefined && seq <= query.after) return false;
  if (query.rule !== undefined && !record.rules.includes(query.rule)) return false;
  if (query.fileId !== undefined) {
    const ids =
      record.kind === 'call'
        ? [record.arguments['fileId'], ...((record.arguments['fileIds'] as bigint[] | undefined) ?? [])]
        : [record.fileId];
    if (!ids.includes(query.fileId)) return false;
  }
  return Object.entries(query.arguments ?? {}).every(([name, text]) => {
    const value = call?.arguments[name];
    return call !== undefined && (value === undefined ? '' : String(value)) === text;
  });
}

test('a query finds what a plain filter finds', () => {
  fc.assert(
    fc.property(fc.array(anyRecord, { maxLength: 30, size: 'max' }), queries, (records, query) => {
      const journal = new Journal({ entries: 25 });
      for (const record of records) journal.record(record);
      const kept = records.map((record, index) => ({ seq: index + 1, record })).slice(-25);
      let expected = kept.filter(({ seq, record }) => isMeant(query, seq, record)).map(({ seq }) => seq);
      expect(journal.count({ ...query, limit: undefined } as Query)).toBe(expected.length);
      if (query.order === 'desc') expected.reverse();
      expected = expected.slice(0, query.limit ?? expected.length);
      expect(journal.entries(query).map(({ seq }) => seq)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

const found = (records: readonly ExchangeRecord[], query: Query): number[] => {
  const journal = new Journal();
  for (const record of records) journal.record(record);
  return journal.find(query).map(({ seq }: Recorded) => seq);
};

test('a file is found by the call that reserved it', () => {
  const records = [
    callRecord({ operation: 'uploadStartFile', result: 7n }),
    callRecord({ operation: 'simpleUploadStart', result: { fileId: 7n, freeSpace: 1n, maxFileSize: 1n } }),
    callRecord({ operation: 'getItemInfo', arguments: { itemId: 7n, isDirectory: false } }),
    callRecord({ operation: 'getItemInfo', arguments: { itemId: 7n, isDirectory: true } }),
    callRecord({ operation: 'getItemsCount', result: 7n }),
  ];
  expect(found(records, { fileId: 7n })).toEqual([1, 2, 3]);
});

test('arguments are compared as text, those inside a structure by their path', () => {
  const properties = { search: true, password: 'open sesame', subdomainName: null };
  const records = [callRecord({ arguments: { dirId: 2n ** 62n, properties, list: [1n, null] } })];
  const matching = { dirId: '4611686018427387904', 'properties.search': 'true', list: '1,' };
  expect(found(records, { arguments: matching })).toEqual([1]);
  expect(found(records, { arguments: { 'properties.password': 'open sesame' } })).toEqual([1]);
  expect(found(records, { arguments: { 'properties.subdomainName': '' } })).toEqual([1]);
  expect(found(records, { arguments: { 'properties.search': 'false' } })).toEqual([]);
  expect(found(records, { arguments: { constructor: '' } })).toEqual([1]);
});
