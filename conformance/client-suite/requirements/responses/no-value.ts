import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/index.js';
import { judgeFailure, judgeHopeless, judgeSuccess } from '../../reading/claims.js';
import { withTellingNumber, withZero } from '../../reading/controls.js';
import { callsOf, touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import type { CaseRule } from '../../scenarios/case.js';
import { type ActInput, NUMBER_STEPS, onCall } from '../../scenarios/rules.js';
import { disturbedBy } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

const SHOULD = 'Nil is no value, like an absent result: it should do the same as then.';

/** The last step may return so and be done; without a key or an address nothing can be sent. */
const RULES: readonly CaseRule[] = [
  onCall('uploadFinishFile', { act: 'nil', perform: true }),
  onCall('createUploadSessionKey', { act: 'nil' }),
  onCall('getUploadFormUrl', { act: 'nil' }),
];

/** Responses without the value that is due (wsdl, howto). */
export const NO_VALUE: readonly ClientRequirement[] = [
  {
    id: 'UP-41',
    title: 'Where a number is due, a response that is nil or has no value is reported as a failure.',
    // The real service cannot respond so: it is written in Java, where such a number is always there (RI).
    level: 'should',
    evidence: { source: 'wsdl', about: 'parts of the type long; clients crash where one is absent' },
    appliesTo: only('no number'),
    explainedBy: UPLOADING,
    // No value is read as 0 in many a language: who goes wrong with a 0 does so here. And who reads a number in a
    // wrong way may fail where there is none.
    explainedByControls: {
      ids: ['UP-03', 'UP-04', 'UP-06', 'UP-07', 'UP-11', 'UP-12', 'UP-16', 'UP-17'],
      casesLike: (testCase) => [...withZero(testCase), ...withTellingNumber(testCase)],
    },
    scenario: () =>
      disturbedBy(
        fc
          .record({
            name: fc.constantFrom(...NUMBER_STEPS),
            act: fc.constantFrom<ActInput>({ act: 'no-return' }, { act: 'nil' }),
          })
          .map(({ name, act }) => onCall(name, act)),
      ),
    judge: (observation) =>
      judgeHopeless(
        observation,
        'no value where a number is due',
        'No value is not 0 and not any other number: it should report a failure.',
      ),
  },
  {
    id: 'UP-52',
    title: 'A response with xsi:nil is read as one without a value.',
    // The description has nothing that may be nil, and JAX-WS leaves out what is null (RI): only other servers respond so.
    level: 'may',
    evidence: { source: 'howto', about: 'null: of the session key a no, of finishing a yes' },
    appliesTo: only('nil'),
    explainedBy: UPLOADING,
    // A client that takes no key or no address for one takes nil for one; and one that waits for a text waits for it here.
    explainedAnywhereBy: ['UP-10', 'UP-13', 'UP-30'],
    scenario: () => disturbedBy(fc.constantFrom(...RULES)),
    judge(observation) {
      const [answered] = touched(observation.journal);
      if (!answered) return NOT_EXERCISED;
      if (callsOf([answered], 'uploadFinishFile').length > 0) return judgeSuccess(observation, SHOULD);
      const name = answered.kind === 'call' ? answered.operation : answered.kind;
      return judgeFailure(observation, `${name} returned nil`, SHOULD);
    },
  },
];
