import fc from 'fast-check';
import { withTellingNumber, withZero } from '../../reading/controls.js';
import { judgeHopeless } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { type ActInput, NUMBER_STEPS, onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const valueThatIsNotThere: ClientRequirement = {
  id: 'UP-41',
  title: 'Where a number is due, an answer that is nil or has no value is reported as a failure.',
  // The real service cannot answer so: it is written in Java, where such a number is always there (RI).
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
    scenarioOf(
      fc.record({
        name: fc.constantFrom(...NUMBER_STEPS),
        act: fc.constantFrom<ActInput>({ act: 'no-return' }, { act: 'nil' }),
      }),
      ({ name, act }) => ({ rules: [onCall(name, act)] }),
    ),
  judge: (observation) =>
    judgeHopeless(
      observation,
      'no value where a number is due',
      'No value is not 0 and not any other number: it should report a failure.',
    ),
};
