import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { LOGIN, LOGIN_REFUSED } from '../../rules/access.js';
import { type Step, stepKind } from '../step.js';
import { tellWrong, WRONGS, wrongAccount } from './wrong-account.js';

/** Asks whether login and password are right: those of the account, or wrong ones. */
export const logIn = stepKind({
  does: 'log in',
  entries: { wrong: v.nullable(v.picklist(WRONGS)) },
  tell: (_, { wrong }) => `The suite logged in ${wrong === null ? 'as the account' : tellWrong(wrong)}.`,
  async perform(act, _, { wrong }) {
    const account = wrong === null ? act.account : wrongAccount(act.account, wrong);
    const rule = wrong === null ? LOGIN : LOGIN_REFUSED;
    const right = wrong === null;
    const login = await act.callAs(account, 'login', {});
    const answer =
      'value' in login ? JSON.stringify(login.value) : `the fault ${JSON.stringify(login.fault.text)}`;
    // No fault is declared for it.
    act.see.that(rule, 'value' in login && (login.value === '') === right, () => ({
      did: `It answered login with ${answer}.`,
      should: right ? 'It should answer with an empty text.' : 'It should answer with a text that says why.',
    }));
    const exists = await act.callAs(account, 'isExistsLoginPassword', {});
    const accepted = 'value' in exists && exists.value;
    act.see.that(rule, accepted === right, () => ({
      did: `It answered isExistsLoginPassword with ${'value' in exists ? exists.value : 'a fault'}.`,
      should: `It should answer with ${right}.`,
    }));
  },
});

export const logins = (): Arbitrary<Step> => logIn.steps(fc.constant({ wrong: null }));
export const wrongLogins = (): Arbitrary<Step> =>
  logIn.steps(fc.record({ wrong: fc.constantFrom(...WRONGS) }));
