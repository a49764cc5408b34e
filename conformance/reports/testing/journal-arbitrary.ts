import fc from 'fast-check';
import type { JournalEntry } from '../../../mock-server/index.js';
import { anyJson, anyLong, anyText, ms, texts } from './value-arbitrary.js';

const nothings = { requiredKeys: [] as [] };

const headers = fc.array(fc.record({ name: anyText, value: anyText }), { maxLength: 2 });

const rawBody = fc.oneof(
  fc
    .tuple(
      fc.record({ base64: fc.base64String() }),
      fc.record({ masked: fc.constant(true as const), of: fc.integer({ min: 1_000 }) }, nothings),
    )
    .map(([a, b]) => ({ ...a, ...b })),
  fc.record({ withheld: anyText }),
);

const shared = {
  seq: fc.nat(30),
  time: anyText,
  ms,
  outcome: fc.constantFrom(
    'ok' as const,
    'fault' as const,
    'refused' as const,
    'error' as const,
    'cut' as const,
  ),
  method: anyText,
  target: anyText,
  headers,
  rules: texts,
  warnings: texts,
  bytesIn: anyLong,
  bytesOut: anyLong,
};
const sharedMaybe = fc.record(
  {
    account: anyText,
    status: fc.integer({ min: 100, max: 599 }),
    raw: fc.record({ request: rawBody, response: rawBody, responseHeaders: headers }),
  },
  nothings,
);

/** Any exchange, with any texts. */
export const entry: fc.Arbitrary<JournalEntry> = fc.oneof(
  fc
    .tuple(
      fc.record({
        ...shared,
        kind: fc.constant('call' as const),
        version: fc.constantFrom('jax3' as const, 'jax2' as const),
        arguments: fc.dictionary(anyText, anyJson, { maxKeys: 3 }),
      }),
      sharedMaybe,
      fc.record(
        { operation: anyText, result: anyJson, fault: fc.record({ code: anyText, text: anyText }) },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
  fc
    .tuple(
      fc.record({
        ...shared,
        kind: fc.constant('part' as const),
        received: anyLong,
        fields: fc.array(fc.record({ name: anyText }), { maxLength: 3 }),
        secretsIn: texts,
      }),
      sharedMaybe,
      fc.record(
        {
          fileId: anyLong,
          firstByte: anyLong,
          fileName: anyText,
          refusal: fc.record({ code: fc.nat(99), reason: anyText }),
        },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
  fc
    .tuple(
      fc.record({ ...shared, kind: fc.constant('download' as const) }),
      sharedMaybe,
      fc.record(
        { fileId: anyLong, name: anyText, range: fc.record({ start: anyLong, end: anyLong }) },
        nothings,
      ),
    )
    .map(([a, b, c]) => ({ ...a, ...b, ...c })),
);
