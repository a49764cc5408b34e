import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FourShared, startFourShared } from '../../mock-server/index.js';
import { CaseFiles } from '../runner/case-files.js';
import { CaseRunner } from '../runner/run-case.js';
import { referenceClient } from '../runner/testing/reference-client.js';
import { REQUIREMENTS } from './index.js';
import type { Requirement } from './requirement.js';

/** A few: that the client keeps everything at length is for the kit itself to tell. */
const RUNS = 4;

describe('the reference client keeps', () => {
  const files = new CaseFiles();
  let fake: FourShared;
  let runner: CaseRunner;
  beforeAll(async () => {
    fake = await startFourShared({ storage: 'memory' });
    runner = new CaseRunner(fake, { timeoutMs: 20_000, files, concurrency: 4 });
  });
  afterAll(async () => {
    await files.close();
    await fake?.close();
  });

  for (const requirement of REQUIREMENTS) {
    const { id, title } = requirement;
    test(`${id}: ${title}`, () => keeps(requirement));
  }

  async function keeps(requirement: Requirement): Promise<void> {
    let kept = 0;
    await fc.assert(
      fc.asyncProperty(requirement.situations(), async (kase) => {
        const verdict = requirement.judge(await runner.run(referenceClient(), kase));
        expect(verdict.is === 'broken' ? verdict : undefined).toBeUndefined();
        if (verdict.is === 'kept') kept += 1;
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(kept, 'cases that exercised it').toBeGreaterThan(0);
  }
});
