import { judgeHopeless } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { faultOf, someStep } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const fault: ClientRequirement = {
  id: 'UP-38',
  title: 'A Fault at any step, declared or not, is reported as a failure.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'most functions declare ApiException' },
  appliesTo: only('fault'),
  explainedBy: UPLOADING,
  scenario: () =>
    scenarioOf(
      someStep().chain((name) => faultOf(name).map((act) => onCall(name, act))),
      (rule) => ({ rules: [rule] }),
    ),
  judge: (observation) =>
    judgeHopeless(observation, 'a Fault', 'It should report a failure, in an orderly way and in good time.'),
};
