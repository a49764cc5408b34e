import { judgeHopeless } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { situationsOf } from '../../scenarios/situations.js';
import { faultOf, someStep } from '../../scenarios/troubles.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const fault: ClientRequirement = {
  id: 'UP-38',
  title: 'A Fault at any step, declared or not, is reported as a failure.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'most functions declare ApiException' },
  appliesTo: only('fault'),
  explainedBy: UPLOADING,
  situations: () =>
    situationsOf(
      someStep().chain((name) => faultOf(name).map((act) => onCall(name, act))),
      (rule) => ({ rules: [rule] }),
    ),
  judge: (witnesses) =>
    judgeHopeless(witnesses, 'a Fault', 'It should report a failure, in an orderly way and in good time.'),
};
