import fc from 'fast-check';
import { answeringWith, FAULT, withoutValue } from '../../reading/controls.js';
import { judgeHopeless } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { insteadOfSoap, someStep } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const noSoap: ClientRequirement = {
  id: 'UP-39',
  title: 'An HTTP error or a page in place of SOAP, at any step, is reported as a failure.',
  level: 'must',
  evidence: { source: 'client', about: 'maintenance pages of the service' },
  appliesTo: only('no SOAP'),
  explainedBy: UPLOADING,
  // A Fault says the same in a plainer way; and toolkits read an empty page as an answer without a value.
  explainedByControls: {
    ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38'],
    casesLike: (testCase) => [answeringWith(testCase, FAULT), ...withoutValue(testCase)],
  },
  scenario: () =>
    scenarioOf(
      fc.tuple(someStep(), insteadOfSoap()).map(([name, act]) => onCall(name, act)),
      (rule) => ({ rules: [rule] }),
    ),
  judge: (observation) =>
    judgeHopeless(
      observation,
      'something that is no SOAP',
      'It should report a failure, in an orderly way and in good time.',
    ),
};
