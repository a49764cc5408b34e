import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { APP_DESIGNATOR } from '../../rules/access.js';
import { type Step, stepKind } from '../step.js';

/** Uses the account as an app that puts its name before the password. */
export const comeAsApp = stepKind({
  does: 'come as an app',
  entries: { app: v.pipe(v.string(), v.minLength(1), v.maxLength(40)) },
  tell: (_, { app }) => `It came as the app ${JSON.stringify(app)}.`,
  async perform(act, { top }, { app }) {
    const { login, password } = act.account;
    const account = { login, password: `!!!${app}!!:${password}` };
    const answer = await act.callAs(account, 'login', {});
    act.see.that(APP_DESIGNATOR, 'value' in answer && answer.value === '', () => ({
      did: `It did not take the password behind !!!${app}!!: in login.`,
      should: 'It should answer with an empty text.',
    }));
    const items = await act.callAs(account, 'getItems', { dirId: top.id });
    act.see.that(APP_DESIGNATOR, 'value' in items, () => ({
      did: `It did not take the password behind !!!${app}!!: in getItems.`,
      should: 'It should answer as it does without it.',
    }));
  },
});

export const apps = (): Arbitrary<Step> =>
  comeAsApp.steps(
    fc.record({ app: fc.string({ unit: fc.constantFrom(...'app_1 -.A'), minLength: 1, maxLength: 12 }) }),
  );
