import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RequestFacts } from './journal.js';

/** Requests that are like each other: mostly, one follows another that differs from it in a single text. */
const requests = fc.array(
  fc.record({
    facts: fc.nat(1),
    method: fc.constantFrom('GET', 'POST'),
    target: fc.constantFrom('/a', '/b'),
    headers: fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
  }),
  { minLength: 2, maxLength: 20 },
);

test('the journal gets the facts of each request, after any other request', () => {
  fc.assert(
    fc.property(requests, (all) => {
      const journals = [new RequestFacts(), new RequestFacts()] as const;
      const given = all.map(({ facts, method, target, headers }) =>
        (facts === 0 ? journals[0] : journals[1]).of(method, target, headers),
      );
      // Only now: what was given first must not change when more requests come.
      expect(given).toEqual(all.map(({ method, target, headers }) => ({ method, target, headers })));
    }),
  );
});

test('a request like the one before it is kept once, and journals share none', () => {
  const facts = new RequestFacts();
  const again = (of = facts) => of.of('GET', '/a', ['Host', 'a.test']);
  expect(again()).toBe(again());
  expect(again(new RequestFacts())).not.toBe(again());
});
