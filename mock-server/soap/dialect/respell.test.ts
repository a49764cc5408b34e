import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { Dialect } from './dialect.js';
import { dialectOf, respell } from './index.js';
import { withoutAdditions } from './testing/additions.js';
import { bytesOf, infosetOf } from './testing/infoset.js';
import { anyReply, type Canonical } from './testing/responses.js';
import { EVERY_OPTION } from './testing/single-options.js';

// So that a busy machine fails no test.
vi.setConfig({ testTimeout: 120_000 });

const seeds = fc.integer({ min: 0, max: 2 ** 31 - 1 });

function expectSameAnswer({ response, facts }: Canonical, dialect: Dialect): void {
  expect(withoutAdditions(infosetOf(respell(response, dialect, facts)), dialect)).toEqual(
    infosetOf(response),
  );
}

describe('a response in another spelling is the same answer', () => {
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

test('an element that the contract does not know is the same, with any attributes', () => {
  const body = `<a xmlns:p="urn:p" p:q="&quot;'&#9;&#10;&#13;&lt;&amp;" p='"'><b x="" xmlns="urn:b"><p:d/><e/></b><p:c>]]&gt;</p:c></a>`;
  const response = { contentType: 'text/xml; charset=utf-8', body };
  for (const option of EVERY_OPTION) {
    for (let seed = 0; seed < 20; seed += 1) {
      const respelt = respell(
        response,
        { ...option, seed, unknown: false },
        { operation: 'getItems', version: 'jax3' },
      );
      expect(infosetOf(respelt), JSON.stringify(option)).toEqual(infosetOf(response));
    }
  }
});

describe('the same bytes', () => {
  test('for the same response and dialect', () => {
    fc.assert(
      fc.property(anyReply, seeds, ({ response, facts }, seed) => {
        const [one, other] = [seed, String(seed)].map((each) => respell(response, dialectOf(each), facts));
        expect(one).toEqual(other);
      }),
    );
  });

  test('as the service wrote where nothing is asked for', () => {
    fc.assert(
      fc.property(anyReply, seeds, ({ response, facts }, seed) => {
        // In other charsets, the service has another writer.
        fc.pre(response.contentType.endsWith('utf-8'));
        const transport: Dialect = { seed, chunks: 1, gzip: true, connection: 'close', faultStatus: 200 };
        const respelt = respell(response, transport, facts);
        expect(respelt.contentType).toBe(response.contentType);
        expect(Buffer.from(bytesOf(respelt)).equals(bytesOf(response))).toBe(true);
      }),
    );
  });
});

test('a response that is not well-formed cannot be spelt anew', () => {
  const response = { contentType: 'text/xml; charset=utf-8', body: '<a>' };
  expect(() => respell(response, { comments: true }, { operation: undefined, version: 'jax3' })).toThrow(
    'Only a well-formed response can be spelt anew: ',
  );
});
