import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { APP_DESIGNATOR } from '../../rules/access.js';
import { type Step, stepKind } from '../step.js';

/** Uses the account as an app that puts its name before the password. */
export const comeAsApp = stepKind({
  does: 'come as an app',
  entries: { app: v.pipe(v.string(), v.minLength(1), v.maxLength(40)) },
  tell: (_, { app }) => `The suite came as the app ${JSON.stringify(app)}.`,
  async perform(act, { top }, { app }) {
    const { login, password } = act.account;
    const account = { login, password: `!!!${app}!!:${password}` };
    const exists = await act.callAs(account, 'isExistsLoginPassword', {});
    const items = await act.callAs(account, 'getItems', { dirId: top.id });
    const refused = [
      ...('value' in exists && exists.value ? [] : ['isExistsLoginPassword']),
      ...('value' in items ? [] : ['getItems']),
    ];
    act.see.that(APP_DESIGNATOR, refused.length === 0, () => ({
      did: `It did not take the password behind !!!${app}!!: in ${refused.join(' and ')}.`,
      should: 'It should answer as it does without the name of the app.',
    }));
  },
});

export const apps = (): Arbitrary<Step> =>
  comeAsApp.steps(
    fc.record({ app: fc.string({ unit: fc.constantFrom(...'app_1 -.A'), minLength: 1, maxLength: 12 }) }),
  );
