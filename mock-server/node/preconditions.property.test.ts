import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FileNode } from '../world/index.js';
import { directLink } from '../world/sharing/addresses.js';
import { TransferTestbed } from './testing/transfer-testbed.js';

const SIZE = 1000;

let bed: TransferTestbed;
let file: FileNode;
let etag: string;
beforeAll(async () => {
  bed = await TransferTestbed.start();
  file = bed.world.addFile(bed.account('a'), {
    name: 'f.bin',
    text: 'x'.repeat(SIZE),
    date: '2020-05-05T05:05:05Z',
  });
  const head = await bed.request('HEAD', directLink('', file));
  etag = head.headers.etag ?? '';
});
afterAll(() => bed.close());

/** A header as it is sent, and whether it names the file as it is: strongly, as If-Match wants it, and weakly. */
interface Tags {
  readonly text: (etag: string) => string;
  readonly strong: boolean;
  readonly weak: boolean;
}

const tags: readonly Tags[] = [
  { text: () => '*', strong: true, weak: true },
  { text: (tag) => tag, strong: true, weak: true },
  { text: (tag) => `"other", ${tag}`, strong: true, weak: true },
  { text: (tag) => `W/"a,b" ,,${tag},"c"`, strong: true, weak: true },
  { text: (tag) => `W/${tag}`, strong: false, weak: true },
  { text: (tag) => `"x", W/${tag}`, strong: false, weak: true },
  { text: () => '"other"', strong: false, weak: false },
  { text: (tag) => `"${tag.slice(1, -1)} "`, strong: false, weak: false },
  { text: (tag) => tag.slice(1, -1), strong: false, weak: false },
  { text: () => '', strong: false, weak: false },
];

/** Seconds after the file was changed; undefined: no date. */
const dates: readonly (readonly [text: string, after: number | undefined])[] = [
  ['Tue, 05 May 2020 05:05:04 GMT', -1],
  ['Tue, 05 May 2020 05:05:05 GMT', 0],
  ['Tuesday, 05-May-20 05:05:05 GMT', 0],
  ['Tue, 05 May 2020 05:05:06 GMT', 1],
  ['Mon, 01 Jan 2001 00:00:00 GMT', -600_000_000],
  ['yesterday', undefined],
  // What JavaScript reads as a date, and HTTP does not.
  ['0', undefined],
  ['2001', undefined],
  ['2050-01-01T00:00:00Z', undefined],
  ['Wed, 31 Feb 2029 00:00:00 GMT', undefined],
  ['Tue May  5 05:05:05 2020', 0],
];

const ranges: readonly (readonly [text: string, bytes: readonly [number, number] | 'none' | 'whole'])[] = [
  ['bytes=0-9', [0, 9]],
  ['bytes=990-', [990, 999]],
  ['bytes=-5', [995, 999]],
  ['bytes=5-2000', [5, 999]],
  ['bytes=, 0-0,', [0, 0]],
  ['bytes=99999999999-', 'none'],
  ['bytes=1000-', 'none'],
  ['bytes=-0', 'none'],
  ['bytes=0-1,5-6', 'whole'],
  ['bytes=9-2', 'whole'],
  ['lines=0-9', 'whole'],
];

const ifRanges: readonly (readonly [text: (etag: string) => string, holds: boolean])[] = [
  [(tag) => tag, true],
  [(tag) => `W/${tag}`, false],
  [() => '"other"', false],
  [() => 'Tue, 05 May 2020 05:05:05 GMT', true],
  [() => 'Tue, 05 May 2020 05:05:04 GMT', false],
  [() => 'Tue, 05 May 2020 05:05:06 GMT', false],
  [() => 'nonsense', false],
];

const some = <Value>(values: readonly Value[]): fc.Arbitrary<Value | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 });

const asked = fc.record({
  method: fc.constantFrom('GET', 'GET', 'HEAD', 'POST'),
  match: some(tags),
  unmodified: some(dates),
  noneMatch: some(tags),
  modified: some(dates),
  range: some(ranges),
  ifRange: some(ifRanges),
  noCache: fc.boolean(),
});
type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;

/** RFC 9110, 13.2.2, step by step. */
function rightStatus({ method, match, unmodified, noneMatch, modified, range, ifRange }: Asked): number {
  const reads = method !== 'POST';
  if (match && !match.strong) return 412;
  if (!match && unmodified?.[1] !== undefined && unmodified[1] < 0) return 412;
  if (noneMatch?.weak) return reads ? 304 : 412;
  if (!noneMatch && reads && modified?.[1] !== undefined && modified[1] >= 0) return 304;
  if (method !== 'GET' || !range || (ifRange && !ifRange[1])) return 200;
  if (range[1] === 'none') return 416;
  return range[1] === 'whole' ? 200 : 206;
}

test('preconditions and ranges are looked at in the order of RFC 9110', async () => {
  await fc.assert(
    fc.asyncProperty(asked, async (request) => {
      const { method, match, unmodified, noneMatch, modified, range, ifRange, noCache } = request;
      const headers = {
        ...(match && { 'if-match': match.text(etag) }),
        ...(unmodified && { 'if-unmodified-since': unmodified[0] }),
        ...(noneMatch && { 'if-none-match': noneMatch.text(etag) }),
        ...(modified && { 'if-modified-since': modified[0] }),
        ...(range && { range: range[0] }),
        ...(ifRange && { 'if-range': ifRange[0](etag) }),
        ...(noCache && { 'cache-control': 'no-cache' }),
      };
      const answer = await bed.request(method, directLink('', file), headers);
      const status = rightStatus(request);
      expect([headers, answer.status]).toEqual([headers, status]);
      const partial = status === 206 && range ? range[1] : undefined;
      const length = Array.isArray(partial) ? partial[1] - partial[0] + 1 : status === 200 ? SIZE : 0;
      expect(answer.body.length).toBe(method === 'HEAD' ? 0 : length);
      if (status !== 304) expect(answer.headers['content-length']).toBe(String(length));
      if (Array.isArray(partial))
        expect(answer.headers['content-range']).toBe(`bytes ${partial[0]}-${partial[1]}/${SIZE}`);
      expect(answer.headers.etag).toBe(etag);
    }),
    { numRuns: 400 },
  );
});

test('a precondition that fails is no download', async () => {
  const counted = bed.world.addFile(bed.account('a'), { name: 'counted.txt', text: 'text' });
  bed.namespace.journal.clear();
  await bed.get(directLink('', counted), { 'if-match': '"0"' });
  expect(counted.downloadCount).toBe(0);
  expect(bed.log.at(-1)).toMatchObject({ result: '412' });
  expect(bed.namespace.journal.entries()).toMatchObject([
    { kind: 'download', outcome: 'error', status: 412 },
  ]);
});
