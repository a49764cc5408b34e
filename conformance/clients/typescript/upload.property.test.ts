import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RuleInput } from '../../../mock-server/index.js';
import { UploadStopped } from './failure.js';
import type { FourShared } from './four-shared.js';
import { md5Of, someBytes, UploadBed } from './testing/upload-bed.js';

let bed: UploadBed;
beforeAll(async () => {
  bed = await UploadBed.start();
});
afterAll(() => bed.close());

const STEPS = ['createUploadSessionKey', 'uploadStartFile', 'uploadFinishFile', 'getFileInfo'] as const;
const STATUS = { act: 'status', status: 503, body: 'busy' } as const;

/** Troubles that pass. A doubled part is none: the service has no use for the reservation afterwards. */
const troubles = (): fc.Arbitrary<RuleInput> => {
  const times = fc.integer({ min: 1, max: 4 });
  const partAct = fc.oneof(
    fc.nat(20_000).map((bytes) => ({ act: 'reset', afterBytes: BigInt(bytes), direction: 'in' }) as const),
    fc.boolean().map((perform) => ({ act: 'hang-up', perform }) as const),
    fc.constantFrom(1, 2, 3, 4, 5, 6, 7).map((code) => ({ act: 'refuse', code }) as const),
    fc.nat(9_999).map((from) => ({ act: 'corrupt', from: BigInt(from), direction: 'in' }) as const),
    fc.constant({ act: 'lose' } as const),
    fc.constant(STATUS),
  );
  const callAct = fc.oneof(
    fc.boolean().map((perform) => ({ act: 'hang-up', perform }) as const),
    fc.nat(300).map((bytes) => ({ act: 'truncate', afterBytes: BigInt(bytes) }) as const),
    fc.constant({ act: 'fault', text: 'not now' } as const),
    fc.constant(STATUS),
  );
  return fc.oneof(
    fc
      .tuple(partAct, times, fc.integer({ min: 1, max: 6 }))
      .map(([act, times, from]): RuleInput => ({ on: { kind: 'part', nth: { from } }, do: [act], times })),
    fc
      .tuple(callAct, times, fc.constantFrom(...STEPS))
      .map(([act, times, step]): RuleInput => ({ on: { kind: 'call', operation: step }, do: [act], times })),
  );
};

/** Uploads until it is done, as a patient person does. Gives the number of failures. */
async function insist(client: FourShared, path: string, how: object): Promise<number> {
  let resume: UploadStopped['handle'] | undefined;
  for (let failures = 0; ; failures++) {
    try {
      await client.upload(path, { name: 'f', ...how, resume });
      return failures;
    } catch (error) {
      expect(failures, `the upload goes on failing: ${error}`).toBeLessThan(20);
      if (error instanceof UploadStopped) resume = error.handle;
    }
  }
}

test('the account has exactly the bytes, or the upload stops and can be resumed', async () => {
  let failures = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 3_000, max: 80_000 }),
      fc.integer({ min: 1, max: 4 }),
      fc.array(troubles(), { maxLength: 3 }),
      async (size, partSize, parallel, rules) => {
        const client = bed.client({ retries: 1 });
        for (const rule of rules) await bed.arm(rule);
        const bytes = someBytes(size);
        failures += await insist(client, await bed.save(bytes), { partSize, parallel });
        expect(bed.stored('f')).toEqual({ size: BigInt(size), md5: md5Of(bytes) });
      },
    ),
    { numRuns: 25 },
  );
  // Otherwise nothing was tried.
  expect(failures).toBeGreaterThan(5);
});
