import fc from 'fast-check';
import { judgeDoubtful, judgeHopeless } from '../../reading/claims.js';
import { FAULT, HTTP_ERROR, respondingWith, withoutValue } from '../../reading/controls.js';
import type { ClientRequirement } from '../../requirement.js';
import { brokenReplies, faultOf, insteadOfSoap, someStep } from '../../scenarios/acts.js';
import { onCall } from '../../scenarios/rules.js';
import { disturbedBy, scenarioOf } from '../../scenarios/scenario.js';
import { mainly, only } from '../applicability.js';
import { TROUBLES, UPLOADING } from '../causes.js';

/** Calls that end in a Fault, in something else than SOAP, or in a damaged response (wsdl, client). */
export const FAILED_CALLS: readonly ClientRequirement[] = [
  {
    id: 'UP-38',
    title: 'A Fault at any step, declared or not, is reported as a failure.',
    level: 'must',
    evidence: { source: 'wsdl', about: 'most operations declare ApiException' },
    appliesTo: only('fault'),
    explainedBy: UPLOADING,
    scenario: () => disturbedBy(someStep().chain((name) => faultOf(name).map((act) => onCall(name, act)))),
    judge: (observation) =>
      judgeHopeless(
        observation,
        'a Fault',
        'It should report a failure, in an orderly way and in good time.',
      ),
  },
  {
    id: 'UP-45',
    title: 'A Fault that comes with the HTTP status 200 is reported as a failure, too.',
    // SOAP 1.1 (6.2) wants 500, and many servers do not care.
    level: 'should',
    evidence: { source: 'client', about: 'servers and gateways that send Faults with 200' },
    appliesTo: only('fault with status 200'),
    explainedBy: UPLOADING,
    // The same Fault with the status that it should have.
    explainedByControls: { ids: ['UP-38'], casesLike: (testCase) => [respondingWith(testCase, FAULT)] },
    scenario: () =>
      disturbedBy(
        someStep().chain((name) =>
          faultOf(name).map((act) => onCall(name, act, { act: 'dialect', dialect: { faultStatus: 200 } })),
        ),
      ),
    judge: (observation) =>
      judgeHopeless(
        observation,
        'a Fault under the status 200',
        'A Fault is a failure with any status: it should report it.',
      ),
  },
  {
    id: 'UP-39',
    title: 'An HTTP error or a page in place of SOAP, at any step, is reported as a failure.',
    level: 'must',
    evidence: { source: 'client', about: 'maintenance pages of the service' },
    appliesTo: only('no SOAP'),
    explainedBy: UPLOADING,
    // A Fault says the same in a plainer way; and toolkits read an empty page as a response without a value.
    explainedByControls: {
      ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38'],
      casesLike: (testCase) => [respondingWith(testCase, FAULT), ...withoutValue(testCase)],
    },
    scenario: () =>
      disturbedBy(fc.tuple(someStep(), insteadOfSoap()).map(([name, act]) => onCall(name, act))),
    judge: (observation) =>
      judgeHopeless(
        observation,
        'something that is no SOAP',
        'It should report a failure, in an orderly way and in good time.',
      ),
  },
  {
    id: 'UP-40',
    title: 'A reply that breaks off, is damaged or never comes, at any step, is no success and no crash.',
    level: 'must',
    evidence: { source: 'client', about: 'what networks do to replies' },
    appliesTo: mainly('broken reply', 'fault'),
    explainedBy: TROUBLES,
    // An error of HTTP, or a Fault, is as bad a response, and plainer; and what has no value may be all that is read.
    explainedByControls: {
      ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38', 'UP-39'],
      casesLike: (testCase) => [
        respondingWith(testCase, HTTP_ERROR),
        respondingWith(testCase, FAULT),
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
  },
];
