import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Dialect } from './dialect.js';
import { dialectOf, respell } from './index.js';
import { isAddedNil, isAddedUnknown, without } from './testing/additions.js';
import { bytesOf, type Infoset, infosetOf } from './testing/infoset.js';
import { anyReply, type Canonical } from './testing/replies.js';
import { EVERY_OPTION } from './testing/single-options.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 120_000 });

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

/** What the dialect may add is taken away again. */
function answerOf(dialect: Dialect, respelt: Infoset): Infoset {
  return without(
    respelt,
    (element) =>
      (dialect.nil === true && isAddedNil(element)) || (dialect.unknown === true && isAddedUnknown(element)),
  );
}

function expectSameAnswer({ reply, facts }: Canonical, dialect: Dialect): void {
  expect(answerOf(dialect, infosetOf(respell(reply, dialect, facts)))).toEqual(infosetOf(reply));
}

describe('a reply in another spelling is the same answer', () => {
  test.each(EVERY_OPTION)('%j', (option) => {
    fc.assert(
      fc.property(anyReply, seeds, (canonical, seed) => expectSameAnswer(canonical, { ...option, seed })),
      { numRuns: 60 },
    );
  });

  test('by any seed', () => {
    fc.assert(
      fc.property(anyReply, seeds, (canonical, seed) => expectSameAnswer(canonical, dialectOf(seed))),
      { numRuns: 500 },
    );
  });

  test('by any options at once', () => {
    const dialects = fc
      .array(fc.constantFrom(...EVERY_OPTION), { maxLength: 8 })
      .map((options): Dialect => Object.assign({}, ...options));
    fc.assert(
      fc.property(anyReply, dialects, seeds, (canonical, dialect, seed) =>
        expectSameAnswer(canonical, { ...dialect, seed }),
      ),
      { numRuns: 500 },
    );
  });
});

describe('the same bytes', () => {
  test('for the same reply and dialect', () => {
    fc.assert(
      fc.property(anyReply, seeds, ({ reply, facts }, seed) => {
        const [one, other] = [seed, String(seed)].map((each) => respell(reply, dialectOf(each), facts));
        expect(one).toEqual(other);
      }),
    );
  });

  test('as the service wrote where nothing is asked for', () => {
    fc.assert(
      fc.property(anyReply, seeds, ({ reply, facts }, seed) => {
        const transport: Dialect = { seed, chunks: 1, gzip: true, connection: 'close', faultStatus: 200 };
        const respelt = respell(reply, transport, facts);
        expect(respelt.contentType).toBe(reply.contentType);
        // In UTF-16 the seed chooses the order of the bytes, but only where that is asked for.
        expect(Buffer.from(bytesOf(respelt)).equals(bytesOf(reply))).toBe(true);
      }),
    );
  });
});

test('a reply that is not well-formed cannot be spelt anew', () => {
  const reply = { contentType: 'text/xml; charset=utf-8', body: '<a>' };
  expect(() => respell(reply, { comments: true }, { operation: undefined, version: 'jax3' })).toThrow(
    'Only a well-formed reply can be spelt anew: ',
  );
});
