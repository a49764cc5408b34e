import fc, { type Arbitrary } from 'fast-check';
import { NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { judgeFailure, judgeSuccess } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import type { ConformanceCase } from '../../scenarios/case.js';
import { plainDialects, rareDialects, strangeElements } from '../../scenarios/dialects.js';
import { type ActInput, onAnyCall, onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { mainly } from '../applicability.js';
import { TROUBLES } from '../causes.js';

const SHOULD = 'All spellings mean the same: it should do the same as with the usual one.';

/** The service responds in another spelling: that all is well, or now and then that finishing failed. */
const speltOtherwise = (dialect: Arbitrary<ActInput>): Arbitrary<ConformanceCase> =>
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

function judgeSpelling(observation: Observation): Verdict {
  if (observation.case.rules.length === 1) return judgeSuccess(observation, SHOULD);
  // A client that gives up before uploadFinishFile does so in the other cases, too.
  if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
  return judgeFailure(observation, 'uploadFinishFile returned an error, in another spelling', SHOULD);
}

/** Responses in other legal spellings of XML and SOAP (wsdl). */
export const SPELLINGS: readonly ClientRequirement[] = [
  {
    id: 'UP-42',
    title: 'Responses in another legal spelling, such as with other prefixes, are understood.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'XML and SOAP leave open how a response is spelt' },
    appliesTo: mainly('plain spelling', 'finish refused'),
    explainedBy: TROUBLES,
    scenario: () => speltOtherwise(plainDialects()),
    judge: judgeSpelling,
  },
  {
    id: 'UP-43',
    title: 'Responses in a rare but legal spelling, such as UTF-16 or CDATA, are understood.',
    level: 'should',
    evidence: { source: 'wsdl', about: 'XML allows more than some toolkits read' },
    appliesTo: mainly('rare spelling', 'finish refused'),
    explainedBy: TROUBLES,
    scenario: () => speltOtherwise(rareDialects()),
    judge: judgeSpelling,
  },
  {
    id: 'UP-44',
    title: 'Elements and headers that no description declares are ignored.',
    level: 'should',
    evidence: { source: 'wsdl', about: 'services grow: jax3 has fields that jax2 has not' },
    appliesTo: mainly('strange elements', 'finish refused'),
    explainedBy: TROUBLES,
    scenario: () => speltOtherwise(strangeElements()),
    judge: judgeSpelling,
  },
];
