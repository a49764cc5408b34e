import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Contestant, fake, type Original, reference } from './testing/reference/contestants.js';
import type { WireRequest } from './testing/reference/exchange.js';
import { explanationOf } from './testing/reference/exemptions.js';
import { hasReference, PACKAGES } from './testing/reference/reference.js';
import { calls, damaged, encoded, exchanges, packaged } from './testing/reference/requests.js';
import { comparedResponse, ownResponse, requestFor, results } from './testing/reference/results.js';

const present = await hasReference();

/** Requests in all: set it for more. */
const { REFERENCE_RUNS = '2000' } = process.env;

let original: Original;
let imitation: Contestant;
beforeAll(async () => {
  if (present) [original, imitation] = await Promise.all([reference(), fake()]);
});
afterAll(async () => {
  await Promise.all([original?.stop(), imitation?.stop()]);
});

const shown = ({ method, target, host, headers, body }: WireRequest): string =>
  [
    `${method} ${target}${host === false ? ' without Host' : ''}`,
    ...headers.map((line) => line.slice(0, 200)),
    '',
    Buffer.from(body),
  ].join('\n');

const title = present ? '' : ` (skipped: install ${PACKAGES})`;

describe.skipIf(!present)(`as the JAX-WS reference implementation, but for the deviations${title}`, () => {
  test.each<[what: string, requests: fc.Arbitrary<WireRequest>, share: number]>([
    ['a document is understood or refused', calls, 0.6],
    ['a charset is found and read', encoded, 0.15],
    ['bytes that are no character are replaced or refused', damaged, 0.1],
    ['a package is opened', packaged, 0.1],
    ['a method, a path, a query and headers are understood or refused', exchanges, 0.15],
  ])('%s', async (_what, requests, share) => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const [wanted, got] = await Promise.all([original.observe(request), imitation.observe(request)]);
        if (explanationOf({ request, reference: wanted, here: got })) return;
        expect(got, shown(request)).toEqual(wanted);
      }),
      { numRuns: Math.ceil(Number(REFERENCE_RUNS) * share) },
    );
  });

  test('a result is written to the same bytes', async () => {
    await fc.assert(
      fc.asyncProperty(results, async (result) => {
        const response = await original.send(requestFor(result));
        expect(ownResponse(result)).toEqual(comparedResponse(response));
      }),
      { numRuns: Math.ceil(Number(REFERENCE_RUNS) * 0.3) },
    );
  });
});
