import fc from 'fast-check';
import { bytes } from '../../../reports/index.js';
import { resultOf } from '../../reading/results.js';
import { judgeStep } from '../../reading/steps.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

const EDGES = [0n, 1n, 2n ** 31n, 2n ** 32n, 2n ** 53n + 1n, 2n ** 63n - 1n] as const;

/** The free space, as a client reports it (wsdl). */
export const FREE_SPACE_REPORT: readonly ClientRequirement[] = [
  {
    id: 'OP-01',
    title: 'It reports the free space to the byte.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'getFreeSpace returns a long' },
    needs: ['space'],
    appliesTo: undisturbed,
    explainedAnywhereBy: ['UP-17'],
    scenario: () =>
      scenarioOf(
        fc.oneof(
          { withCrossShrink: true },
          { arbitrary: fc.integer({ min: 0, max: 9_999 }).map(BigInt), weight: 1 },
          { arbitrary: fc.constantFrom(...EDGES), weight: 2 },
          // Where a double has not all digits any more.
          { arbitrary: fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }), weight: 2 },
        ),
        (free) => ({ account: { freeSpace: String(free), maxFileSize: '2147483648' } }),
        { files: fc.constant([]), steps: fc.constant([{ does: 'space' }]) },
      ),
    judge: (observation) => {
      const { freeSpace: free } = observation.account;
      return judgeStep(
        observation,
        'space',
        ({ said }) => {
          const reported = resultOf(said, 'space')?.free ?? '';
          return reported === free
            ? undefined
            : `It reported ${quoted(reported)}, and ${bytes(free)} were free.`;
        },
        'It should report the number that getFreeSpace returns, with all its digits.',
      );
    },
  },
];
