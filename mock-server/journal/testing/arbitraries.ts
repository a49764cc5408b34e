import fc from 'fast-check';
import { OPERATIONS } from '../../../wsdl/contract.js';
import { anyOf, anyText, asXmlHolds } from '../../soap/testing/values.js';
import type { ExchangeRecord } from '../entry.js';
import { callRecord, downloadRecord, NOON, partRecord } from './records.js';

export const xmlText = anyText.map(asXmlHolds);

/** Any operation with any arguments of its types. */
export const anyCall = fc.constantFrom(...Object.values(OPERATIONS)).chain((operation) =>
  fc
    .record(Object.fromEntries(operation.args.map(({ name, type }) => [name, anyOf(type, xmlText)])), {
      noNullPrototype: true,
    })
    .map((args) => ({ operation, args })),
);

const few = {
  time: fc.integer({ min: NOON, max: NOON + 5 }),
  account: fc.constantFrom(undefined, 'a@b.test', 'A@B.test', 'c@d.test'),
  outcome: fc.constantFrom('ok' as const, 'fault' as const, 'cut' as const),
  status: fc.constantFrom(undefined, 200, 500),
  rules: fc.constantFrom<(readonly string[])[]>([], ['r1'], ['r1', 'r2']),
};
const ids = fc.constantFrom(1n, 2n, 2n ** 62n);

const calls = fc
  .record({
    ...few,
    operation: fc.constantFrom('login' as const, 'uploadFinishFile' as const, 'getFiles' as const, undefined),
    arguments: fc.oneof(
      fc.record({ login: fc.constant('a@b.test'), fileId: ids, md5: fc.constantFrom('', 'abc', 'abd') }),
      fc.record({ fileIds: fc.array(ids, { maxLength: 3 }) }),
    ),
  })
  .map(callRecord);
const parts = fc.record({ ...few, fileId: fc.option(ids, { nil: undefined }) }).map(partRecord);
const downloads = fc.record({ ...few, fileId: fc.option(ids, { nil: undefined }) }).map(downloadRecord);

/** Records with few different values, so that queries match some. */
export const anyRecord: fc.Arbitrary<ExchangeRecord> = fc.oneof(calls, parts, downloads);
