import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeFailure, judgeSuccess } from '../../reading/claims.js';
import { callsOf, touched } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import type { CaseRule } from '../../scenarios/case.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

const SHOULD = 'Nil is no value, just as an answer that is absent: it should do what it does then.';

/** The last step may be answered so and be done; without a key or an address nothing can be sent. */
const RULES: readonly CaseRule[] = [
  onCall('uploadFinishFile', { act: 'nil', perform: true }),
  onCall('createUploadSessionKey', { act: 'nil' }),
  onCall('getUploadFormUrl', { act: 'nil' }),
];

export const nilIsNoValue: ClientRequirement = {
  id: 'UP-52',
  title: 'An answer with xsi:nil is read as one without a value.',
  // The description has nothing that may be nil, and JAX-WS leaves out what is null (RI): only other servers answer so.
  level: 'may',
  evidence: { source: 'howto', about: 'null: of the session key a no, of finishing a yes' },
  appliesTo: only('nil'),
  explainedBy: UPLOADING,
  // A client that takes no key or no address for one takes nil for one; and one that waits for a text waits for it here.
  explainedAnywhereBy: ['UP-10', 'UP-13', 'UP-30'],
  scenario: () => scenarioOf(fc.constantFrom(...RULES), (rule) => ({ rules: [rule] })),
  judge(observation) {
    const [answered] = touched(observation.journal);
    if (!answered) return NOT_EXERCISED;
    if (callsOf([answered], 'uploadFinishFile').length > 0) return judgeSuccess(observation, SHOULD);
    const name = answered.kind === 'call' ? answered.function : answered.kind;
    return judgeFailure(observation, `${name} was answered with nil`, SHOULD);
  },
};
