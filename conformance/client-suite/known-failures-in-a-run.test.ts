import { describe, expect, test } from 'vitest';
import { KEPT, kept, requirement, runWithoutService, tooLarge } from './testing/without-service.js';

describe('known failures', () => {
  const known = new Map([['X-1', { reason: 'ticket 5' }]]);

  test('do not fail the run', async () => {
    const report = await runWithoutService([tooLarge, kept], { known });
    expect(report.verdict).toBe('conforming');
    expect(report.requirements[0]).toMatchObject({
      status: 'known-failure',
      known: { reason: 'ticket 5' },
      counterexample: { did: 'sent 7 bytes' },
    });
  });

  test('fail it when they are none, at any level', async () => {
    const report = await runWithoutService([requirement('X-1', () => KEPT, { level: 'may' })], { known });
    expect(report).toMatchObject({
      verdict: 'not-conforming',
      requirements: [{ status: 'unexpectedly-kept' }],
    });
  });

  test.each([
    [
      { reason: 'r', expires: '2001-01-31' },
      'The known failure of X-1 expired on 2001-01-31 and no longer counts. X-1 is still broken: fix the client, or state why it may fail for longer.',
    ],
    [
      { reason: 'r', version: '1.1.*' },
      'The known failure of X-1 is for version 1.1.*; this is 1.2.3. X-1 is still broken: fix the client, or state why it may fail for longer.',
    ],
  ])('count no more once they lapsed', async (entry, remark) => {
    const remarks: string[] = [];
    const report = await runWithoutService(
      [tooLarge],
      { known: new Map([['X-1', entry]]) },
      { remark: (text) => void remarks.push(text) },
    );
    expect([report.verdict, remarks]).toEqual(['not-conforming', [remark]]);
    const still = new Map([['X-1', { reason: 'r', expires: '2999-01-01', version: '1.2.*' }]]);
    expect((await runWithoutService([tooLarge, kept], { known: still })).verdict).toBe('conforming');
  });
});
