import fc from 'fast-check';
import { judgeHonesty } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { anyFailingAct } from '../../scenarios/acts.js';
import { oneFile, severalFiles } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { EVERYTHING } from '../causes.js';

const SHOULD =
  'It should claim success of the files whose very bytes the account holds, and report all others as failures.';

export const successMeansTheBytes: ClientRequirement = {
  id: 'UP-32',
  title: 'It claims success if and only if the account holds the very bytes.',
  level: 'must',
  evidence: { source: 'howto', about: 'every step says when it has failed' },
  explainedBy: EVERYTHING,
  // A client that goes on with any text as an address may end in any way.
  explainedAnywhereBy: ['UP-13'],
  // A client that stops at any error and then claims success reports no failure at all, like a program that always exits with 0.
  sumsUp: {
    ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38', 'UP-39'],
    isSign: ({ uploads, journal }) =>
      uploads.every(({ said }) => said.kind === 'ok') && callsOf(journal, 'uploadFinishFile').length === 0,
  },
  scenario: () =>
    scenarioOf(
      fc
        .oneof({ withCrossShrink: true }, oneFile(), oneFile({ name: names() }), severalFiles(2, 3))
        .chain((files) =>
          fc.record({
            files: fc.constant(files),
            rules: fc.array(anyFailingAct(files[0]?.size ?? 0), { maxLength: 2 }),
            folder: fc.constantFrom(null, 'Docs'),
          }),
        ),
      (choice) => choice,
    ),
  judge: (observation) =>
    judgeHonesty(
      observation,
      observation.case.rules.length === 0 ? 'All was well' : 'Something went wrong at the service',
      SHOULD,
    ),
};
