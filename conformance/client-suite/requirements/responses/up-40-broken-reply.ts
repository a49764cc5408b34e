import fc from 'fast-check';
import { answeringWith, FAULT, HTTP_ERROR, withoutValue } from '../../reading/controls.js';
import { judgeDoubtful } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { brokenReplies, someStep } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { mainly } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const brokenReply: ClientRequirement = {
  id: 'UP-40',
  title: 'A reply that breaks off, is damaged or never comes, at any step, is no success and no crash.',
  level: 'must',
  evidence: { source: 'client', about: 'what networks do to replies' },
  appliesTo: mainly('broken reply', 'fault'),
  explainedBy: TROUBLES,
  // An error of HTTP, or a Fault, is as bad an answer, and plainer; and what has no value may be all that is read.
  explainedByControls: {
    ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38', 'UP-39'],
    casesLike: (testCase) => [
      answeringWith(testCase, HTTP_ERROR),
      answeringWith(testCase, FAULT),
      ...withoutValue(testCase),
    ],
  },
  scenario: () =>
    scenarioOf(
      // Many toolkits read a Fault elsewhere than what comes with the status 200.
      fc.tuple(someStep(), brokenReplies(), fc.option(fc.constant(FAULT), { freq: 3, nil: undefined })),
      ([name, act, before]) => ({ rules: [...(before ? [onCall(name, before)] : []), onCall(name, act)] }),
    ),
  judge: (observation) =>
    judgeDoubtful(
      observation,
      'a reply that broke off, was damaged or never came',
      'It should report a failure, in an orderly way and in good time.',
    ),
};
