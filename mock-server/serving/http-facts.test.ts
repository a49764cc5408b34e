import fc from 'fast-check';
import { expect, test } from 'vitest';
import { httpFacts } from './http-facts.js';
import { HeaderLines } from './request-headers.js';

/** Requests that are like each other: mostly, one follows another that differs from it in a single text. */
const requests = fc.array(
  fc.record({
    method: fc.constantFrom('GET', 'POST'),
    target: fc.constantFrom('/a', '/b'),
    lines: fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 }),
  }),
  { minLength: 2, maxLength: 20 },
);

test('the journal is told what each request had, whatever came before it', () => {
  fc.assert(
    fc.property(requests, (all) => {
      for (const { method, target, lines } of all) {
        const told = httpFacts({ method, target, headers: new HeaderLines(lines) });
        expect(told).toEqual({ method, target, headers: lines });
      }
    }),
  );
});

test('a request like the one before it is kept once', () => {
  const again = () =>
    httpFacts({ method: 'GET', target: '/a', headers: new HeaderLines(['Host', 'a.test']) });
  expect(again()).toBe(again());
});
