import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import type { Journal } from '../../reading/journal.js';
import { judgeGivenUp, judgeUnreadable } from '../../reading/unreadable.js';
import type { ClientRequirement } from '../../requirement.js';
import { LOGINS, PASSWORDS } from '../../scenarios/corners/credentials.js';
import { STEPS } from '../../scenarios/rules.js';
import { anyOf, scenarioOf } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

/** Login and password of every call must be those of the account, which the service says when they are not. */
function judge(journal: Journal): Verdict {
  const calls = journal.filter((entry) => entry.kind === 'call');
  const refused = calls.find(({ fault }) => fault !== undefined && REFUSAL.test(fault.text));
  if (!refused) return calls.length > 0 ? KEPT : NOT_EXERCISED;
  return broken(
    `It called ${refused.operation ?? 'an operation'} with another login or password than it was given: ${refused.fault?.text}.`,
    'It should send both as it was given them, character by character.',
    [refused],
  );
}

const REFUSAL = /login|password/i;

/** Login and password in calls (howto). */
export const CREDENTIALS: readonly ClientRequirement[] = [
  {
    id: 'UP-54',
    title: 'It sends login and password as they are, with all their characters.',
    level: 'must',
    evidence: { source: 'howto', about: 'each call carries login and password' },
    meetsCorners: true,
    appliesTo: calm,
    // Who uploads nothing at all has no trouble with logins.
    explainedPlainlyBy: ['UP-53'],
    scenario: () =>
      scenarioOf(
        fc.record({
          login: anyOf(LOGINS),
          password: anyOf(PASSWORDS),
        }),
        (account) => account,
      ),
    judge: (observation) =>
      judgeUnreadable(observation, 'login or password') ??
      judgeGivenUp(observation, 'login or password', STEPS) ??
      judge(observation.journal),
  },
];
