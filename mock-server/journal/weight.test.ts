import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ExchangeRecord } from './entry.js';
import { callRecord, downloadRecord, partRecord } from './testing/records.js';
import { weightOf } from './weight.js';

const RECORDS = [callRecord(), partRecord(), downloadRecord()];

/** Places of a record in which a text is kept, each with the record that has one more there. */
const PLACES: Readonly<Record<string, (record: ExchangeRecord, text: string) => ExchangeRecord>> = {
  header: (record, text) => ({
    ...record,
    http: { ...record.http, headers: [...record.http.headers, '', text] },
  }),
  target: (record, text) => ({ ...record, http: { ...record.http, target: record.http.target + text } }),
  warning: (record, text) => ({ ...record, warnings: [...record.warnings, text] }),
  account: (record, text) => ({ ...record, account: `${record.account ?? ''}${text}` }),
};

test.each(Object.entries(PLACES))('a text counts with two bytes for each character: %s', (_, withText) => {
  fc.assert(
    fc.property(fc.constantFrom(...RECORDS), fc.string({ maxLength: 50 }), (record, text) => {
      expect(weightOf(withText(record, text)) - weightOf(record)).toBe(2 * text.length);
    }),
  );
});

test('raw bodies count with their bytes, the ends of cut ones and the headers of the response, too', () => {
  const lengths = fc.record({
    request: fc.nat(500),
    response: fc.nat(500),
    tail: fc.nat(500),
    header: fc.nat(50),
  });
  fc.assert(
    fc.property(fc.constantFrom(...RECORDS), lengths, (record, { request, response, tail, header }) => {
      const raw = {
        request: [new Uint8Array(request)],
        response: [new Uint8Array(response)],
        responseCut: { size: 1, tail: [new Uint8Array(tail)] },
        responseHeaders: ['', 'x'.repeat(header)],
      };
      expect(weightOf({ ...record, raw }) - weightOf(record)).toBe(request + response + tail + 2 * header);
    }),
  );
});
