import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExchangeRecord, RawBytes } from './entry.js';
import { Journal } from './journal.js';
import { anyRecord } from './testing/arbitraries.js';
import { callRecord, partRecord } from './testing/records.js';
import { weightOf } from './weight.js';

const raw = (bytes: number): RawBytes => ({
  request: [new Uint8Array(bytes)],
  response: [],
  responseHeaders: [],
});

const seqs = (journal: Journal): number[] => journal.find().map(({ seq }) => seq);

const step: fc.Arbitrary<'clear' | [ExchangeRecord, number | null]> = fc.oneof(
  { weight: 20, arbitrary: fc.tuple(anyRecord, fc.option(fc.nat(4000), { nil: null })) },
  { weight: 1, arbitrary: fc.constant('clear' as const) },
);

test('never more than the limits, always the newest, in their order', () => {
  const limits = fc.record({ entries: fc.nat(40), bytes: fc.integer({ min: 8000, max: 30_000 }) });
  fc.assert(
    fc.property(limits, fc.array(step, { maxLength: 150, size: 'max' }), (limits, steps) => {
      const journal = new Journal(limits);
      // All of it, in the plainest way: what was recorded since the last clear, with its weight.
      let all: { seq: number; record: ExchangeRecord; weight: number }[] = [];
      let last = 0;
      for (const step of steps) {
        if (step === 'clear') {
          journal.clear();
          all = [];
          continue;
        }
        const [plain, bytes] = step;
        const record = bytes === null ? plain : { ...plain, raw: raw(bytes) };
        journal.record(record);
        last += 1;
        all.push({ seq: last, record, weight: weightOf(record) });
        const report = journal.report();
        expect(report.entries).toBeLessThanOrEqual(limits.entries);
        expect(report.bytes).toBeLessThanOrEqual(limits.bytes);
        expect(report).toMatchObject({ lastSeq: last, entries: journal.find().length });
        expect(report.entries + report.dropped).toBe(all.length);
        const kept = newest(all, limits);
        expect(seqs(journal)).toEqual(kept.map(({ seq }) => seq));
        expect(report.bytes).toBe(kept.reduce((sum, { weight }) => sum + weight, 0));
        expect(journal.find().filter(({ record }, index) => record !== kept[index]?.record)).toEqual([]);
      }
    }),
  );
});

function newest<One extends { weight: number }>(
  all: One[],
  { entries, bytes }: { entries: number; bytes: number },
): One[] {
  const kept: One[] = [];
  let room = bytes;
  for (const one of all.toReversed()) {
    room -= one.weight;
    if (kept.length === entries || room < 0) break;
    kept.unshift(one);
  }
  return kept;
}

test('numbers go on after a clear, and begin again after a reset', () => {
  const journal = new Journal({ entries: 2 });
  for (let count = 0; count < 3; count += 1) journal.record(callRecord());
  expect(journal.report()).toMatchObject({ entries: 2, dropped: 1, lastSeq: 3 });
  journal.clear();
  expect(journal.report()).toMatchObject({ entries: 0, bytes: 0, dropped: 0, lastSeq: 3 });
  journal.record(callRecord());
  expect(seqs(journal)).toEqual([4]);
  journal.reset();
  journal.record(callRecord());
  expect(seqs(journal)).toEqual([1]);
});

test('a record is not forgotten because its bodies are too large', () => {
  const journal = new Journal({ bytes: 5000 });
  journal.record(callRecord());
  journal.record(partRecord({ raw: raw(6000) }));
  expect(seqs(journal)).toEqual([1, 2]);
  expect(journal.report()).toMatchObject({ dropped: 0, rawDropped: 1 });
  const withheld = 'The bodies were not kept: they had 6000 bytes, more than the journal may hold.';
  expect(journal.entries()[1]?.raw).toEqual({
    request: { withheld },
    response: { withheld },
    responseHeaders: [],
  });
});

test('a record that is too large by itself costs the others nothing', () => {
  const journal = new Journal({ bytes: 5000 });
  journal.record(callRecord());
  journal.record(callRecord({ bytesIn: 6000n }));
  journal.record(callRecord());
  expect(seqs(journal)).toEqual([1, 3]);
  expect(journal.report().dropped).toBe(1);
});

test('the bytes of a file do not count: they are not kept', () => {
  const journal = new Journal({ bytes: 5000 });
  journal.record(partRecord({ bytesIn: 2n ** 40n, received: 2n ** 40n }));
  expect(seqs(journal)).toEqual([1]);
});

test('views that are made one by one do not see what comes meanwhile', () => {
  const journal = new Journal({ entries: 2 });
  journal.record(callRecord());
  journal.record(callRecord());
  const views = journal.views();
  expect(views.next().value?.seq).toBe(1);
  journal.record(callRecord());
  expect([...views].map(({ seq }) => seq)).toEqual([2]);
});

test('a limit that is none is refused', () => {
  for (const value of [-1, 1.5, Number.NaN]) {
    expect(() => new Journal({ entries: value })).toThrow(
      `The limit "entries" of the journal must be a whole number from 0 on, not ${value}.`,
    );
  }
});

test('of a response that is larger than the journal the first members stay, and how many there were', () => {
  const journal = new Journal({ bytes: 200_000 });
  let made = 0;
  const result = {
    length: 100_000,
    *[Symbol.iterator]() {
      for (; made < this.length; made += 1) yield { id: made };
    },
  };
  journal.record(callRecord({ operation: 'getItems', result, bytesOut: 6_400_000n }));
  expect(journal.report()).toMatchObject({ entries: 1, dropped: 0, rawDropped: 0 });
  const [entry] = journal.entries();
  expect(entry).toMatchObject({
    operation: 'getItems',
    outcome: 'ok',
    bytesOut: '6400000',
    resultCut: { members: 100_000, bytes: '6400000' },
  });
  const members = entry?.kind === 'call' && Array.isArray(entry.result) ? entry.result : [];
  expect(members).toEqual(Array.from({ length: 1024 }, (_, id) => ({ id })));
  expect(made).toBeLessThanOrEqual(1024);
});

test('of one with its raw bodies, those go first', () => {
  const journal = new Journal({ bytes: 200_000 });
  const result = Array.from({ length: 10 }, (_, id) => ({ id }));
  const raw = { request: [], response: [new Uint8Array(150_000)], responseHeaders: [] };
  journal.record(callRecord({ result, raw, bytesOut: 150_000n }));
  expect(journal.report()).toMatchObject({ entries: 1, dropped: 0, rawDropped: 1 });
  expect(journal.entries()[0]).toMatchObject({ result });
  expect(journal.entries()[0]).not.toHaveProperty('resultCut');
});
