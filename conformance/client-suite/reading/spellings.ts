import fc, { type Arbitrary } from 'fast-check';
import { NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import type { Observation } from '../requirement.js';
import { explanations } from '../scenarios/acts.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { type ActInput, onAnyCall, onCall } from '../scenarios/rules.js';
import { scenarioOf } from '../scenarios/scenario.js';
import { judgeFailure, judgeSuccess } from './claims.js';
import { callsOf } from './journal.js';

const SHOULD = 'However the answers are spelt, they say the same: it should do just what it does otherwise.';

/** The service answers everything in another spelling: that all is well, or now and then that finishing failed. */
export const speltOtherwise = (dialect: Arbitrary<ActInput>): Arbitrary<ConformanceCase> =>
  scenarioOf(
    fc.record({
      act: dialect,
      refused: fc.oneof(
        { withCrossShrink: true },
        { arbitrary: fc.constant(undefined), weight: 3 },
        { arbitrary: explanations(), weight: 1 },
      ),
    }),
    ({ act, refused }) => ({
      rules: [
        onAnyCall(act),
        ...(refused === undefined ? [] : [onCall('uploadFinishFile', { act: 'return', value: refused })]),
      ],
    }),
  );

export function judgeSpelling(observation: Observation): Verdict {
  if (observation.case.rules.length === 1) return judgeSuccess(observation, SHOULD);
  // A client that gives up before uploadFinishFile does so in the other cases, too.
  if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
  return judgeFailure(observation, 'uploadFinishFile answered with an error, in another spelling', SHOULD);
}
