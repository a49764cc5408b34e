import fc from 'fast-check';
import { answeringWith, FAULT, HTTP_ERROR, withoutValue } from '../../reading/lesser-troubles.js';
import { judgeDoubtful } from '../../reading/wrong-answers.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { situationsOf } from '../../scenarios/situations.js';
import { brokenReplies, someStep } from '../../scenarios/troubles.js';
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
  explainedByLess: {
    ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38', 'UP-39'],
    casesLike: (situation) => [
      answeringWith(situation, HTTP_ERROR),
      answeringWith(situation, FAULT),
      ...withoutValue(situation),
    ],
  },
  situations: () =>
    situationsOf(
      // Many toolkits read a Fault elsewhere than what comes with the status 200.
      fc.tuple(someStep(), brokenReplies(), fc.option(fc.constant(FAULT), { freq: 3, nil: undefined })),
      ([name, act, before]) => ({ rules: [...(before ? [onCall(name, before)] : []), onCall(name, act)] }),
    ),
  judge: (witnesses) =>
    judgeDoubtful(
      witnesses,
      'a reply that broke off, was damaged or never came',
      'It should report a failure, in an orderly way and in good time.',
    ),
};
