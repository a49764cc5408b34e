import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WireAct } from './act.js';
import { CutOff, shapeBytes, wireActs } from './shape-bytes.js';
import { chunksOf, type Shaped, shape, VirtualTime } from './testing/streams.js';

const TOTAL = 300;
const place = fc.bigInt({ min: 0n, max: BigInt(TOTAL) + 20n });
const bytes = fc.uint8Array({ maxLength: 60 });

/** Of a socket they are Buffers, whose methods are not all those of other bytes. */
const pieces = fc
  .array(fc.oneof(bytes, bytes.map(Buffer.from)), { maxLength: 10 })
  .filter((chunks) => chunks.reduce((sum, { length }) => sum + length, 0) <= TOTAL);

const join = (chunks: readonly Uint8Array[]): number[] => chunks.flatMap((chunk) => [...chunk]);

const acts: fc.Arbitrary<WireAct[]> = fc.array(
  fc.oneof(
    fc.record({
      act: fc.constant('corrupt' as const),
      from: place,
      bytes: fc.option(fc.bigInt({ min: 1n, max: 40n }), { nil: undefined }),
    }),
    fc.record({ act: fc.constant('reset' as const), afterBytes: place }),
    fc.record({ act: fc.constant('truncate' as const), afterBytes: place }),
    fc.record({ act: fc.constant('stall' as const), afterBytes: place, ms: fc.nat({ max: 5000 }) }),
    fc.record({ act: fc.constant('throttle' as const), bytesPerSecond: fc.integer({ min: 1, max: 10_000 }) }),
    fc.constant({ act: 'delay', ms: 3 } as const),
  ),
  { maxLength: 5 },
);

/** What comes out, by the meaning of the acts, one byte after the other. */
function expected(bytes: readonly number[], acts: readonly WireAct[]): Shaped {
  const out: number[] = [];
  for (let at = 0; at <= bytes.length; at++) {
    const cut = acts.find(
      (act) => (act.act === 'reset' || act.act === 'truncate') && act.afterBytes === BigInt(at),
    );
    if (cut) return { bytes: out, end: cut.act === 'reset' ? 'reset' : 'end' };
    const byte = bytes[at];
    if (byte === undefined) break;
    const inversions = acts.filter(
      (act) => act.act === 'corrupt' && act.from <= BigInt(at) && BigInt(at) < act.from + (act.bytes ?? 1n),
    ).length;
    out.push(inversions % 2 === 1 ? 255 - byte : byte);
  }
  return { bytes: out, end: 'whole' };
}

test('any bytes in any chunks, any acts: exactly the bytes that the acts say come out', async () => {
  await fc.assert(
    fc.asyncProperty(pieces, acts, async (chunks, list) => {
      const before = chunks.map((chunk) => [...chunk]);
      const time = new VirtualTime();
      const shaped = await shape(chunksOf(chunks), list, time);
      expect(shaped).toEqual(expected(join(chunks), list));
      expect(
        chunks.map((chunk) => [...chunk]),
        'the source was changed in place',
      ).toEqual(before);
    }),
    { numRuns: 500 },
  );
});

test('a throttle keeps its rate as an average, to the millisecond, in pieces of moderate size', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 300_000 }), { maxLength: 6 }),
      fc.integer({ min: 1, max: 10 ** 9 }),
      async (sizes, bytesPerSecond) => {
        const time = new VirtualTime();
        const source = chunksOf(sizes.map((size) => new Uint8Array(Math.min(size, bytesPerSecond * 20))));
        let sent = 0;
        for await (const piece of shapeBytes(source, [{ act: 'throttle', bytesPerSecond }], time.timing())) {
          sent += piece.length;
          const due = (sent * 1000) / bytesPerSecond;
          expect(piece.length).toBeLessThanOrEqual(Math.max(1, Math.min(65_536, bytesPerSecond / 20)));
          expect(time.now - due).toBeGreaterThan(-1e-3);
          expect(time.now - due).toBeLessThan(1 + 1e-3);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the slowest of several throttles counts', async () => {
  const time = new VirtualTime();
  const list = [500, 100, 1000].map((bytesPerSecond) => ({ act: 'throttle', bytesPerSecond }) as const);
  await shape(chunksOf([new Uint8Array(200)]), list, time);
  expect(time.now).toBe(2000);
});

describe('a stall', () => {
  test('lets exactly its bytes through, and the rest after its time', async () => {
    const time = new VirtualTime();
    const stream = shapeBytes(
      chunksOf([new Uint8Array(10)]),
      [{ act: 'stall', afterBytes: 4n, ms: 700 }],
      time.timing(),
    );
    const first = await stream.next();
    expect([first.value?.length, time.now]).toEqual([4, 0]);
    const second = await stream.next();
    expect([second.value?.length, time.now]).toEqual([6, 700]);
    expect((await stream.next()).done).toBe(true);
  });

  test('without a time it ends only when it is aborted', async () => {
    const giveUp = new AbortController();
    const time = new VirtualTime();
    const list = [{ act: 'stall', afterBytes: 3n }] as const;
    const stream = shapeBytes(chunksOf([new Uint8Array(10)]), list, time.timing(giveUp.signal));
    expect((await stream.next()).value).toHaveLength(3);
    let settled = false;
    const next = stream.next().finally(() => {
      settled = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(settled).toBe(false);
    giveUp.abort(new Error('the client hung up'));
    await expect(next).rejects.toThrow('the client hung up');
  });

  test('after an abort it throws at once', async () => {
    const list = [{ act: 'stall', afterBytes: 0n, ms: 5 }] as const;
    const gone = AbortSignal.abort(new Error('gone'));
    await expect(shapeBytes(chunksOf([]), list, new VirtualTime().timing(gone)).next()).rejects.toThrow(
      'gone',
    );
  });
});

test('a cut takes nothing more from the source, and closes it', async () => {
  let taken = 0;
  let closed = false;
  async function* source() {
    try {
      for (;;) {
        taken++;
        yield new Uint8Array(10);
      }
    } finally {
      closed = true;
    }
  }
  const shaped = await shape(source(), [{ act: 'reset', afterBytes: 25n }], new VirtualTime());
  expect([shaped.bytes.length, shaped.end, taken, closed]).toEqual([25, 'reset', 3, true]);
});

test('places past 2^53 are exact', async () => {
  const error = new CutOff('end', 2n ** 60n + 1n);
  expect(error.message).toBe('the connection ends after 1152921504606846977 bytes');
  const list: WireAct[] = [
    { act: 'corrupt', from: 2n, bytes: 2n ** 63n - 3n },
    { act: 'reset', afterBytes: 2n ** 63n - 1n },
  ];
  const shaped = await shape(chunksOf([new Uint8Array(4)]), list, new VirtualTime());
  expect(shaped).toEqual({ bytes: [0, 0, 255, 255], end: 'whole' });
});

test('acts are for the response unless they say otherwise', () => {
  const reset = { act: 'reset', afterBytes: 1n } as const;
  const truncate = { act: 'truncate', afterBytes: 1n } as const;
  const inward = { act: 'throttle', bytesPerSecond: 1, direction: 'in' } as const;
  const list = [reset, { act: 'delay', ms: 1 }, truncate, inward, { act: 'nil' }] as const;
  expect(wireActs(list, 'out')).toEqual([reset, truncate]);
  expect(wireActs(list, 'in')).toEqual([inward]);
});
