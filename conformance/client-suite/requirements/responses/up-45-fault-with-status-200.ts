import { answeringWith, FAULT } from '../../reading/controls.js';
import { judgeHopeless } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { faultOf, someStep } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const faultWithStatus200: ClientRequirement = {
  id: 'UP-45',
  title: 'A Fault that comes with the HTTP status 200 is reported as a failure, too.',
  // SOAP 1.1 (6.2) wants 500, and many servers do not care.
  level: 'should',
  evidence: { source: 'client', about: 'servers and gateways that answer Faults with 200' },
  appliesTo: only('fault with status 200'),
  explainedBy: UPLOADING,
  // The same Fault with the status that it should have.
  explainedByControls: { ids: ['UP-38'], casesLike: (testCase) => [answeringWith(testCase, FAULT)] },
  scenario: () =>
    scenarioOf(
      someStep().chain((name) =>
        faultOf(name).map((act) => onCall(name, act, { act: 'dialect', dialect: { faultStatus: 200 } })),
      ),
      (rule) => ({ rules: [rule] }),
    ),
  judge: (observation) =>
    judgeHopeless(
      observation,
      'a Fault under the status 200',
      'A Fault is a failure with any status: it should report it.',
    ),
};
