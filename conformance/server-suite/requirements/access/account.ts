import fc from 'fast-check';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { nullable, oneOf, text } from '../../steps/field.js';
import { always, stepKind } from '../../steps/step.js';
import { WRONGS, withWrong, wrongAccount } from './wrong-account.js';

const LOGIN: ServerRequirement = {
  id: 'SV-01',
  title: 'login and isExistsLoginPassword accept the login and password of the account.',
  level: 'must',
  evidence: { source: 'client', about: 'login answers with an empty text' },
  sequences: () => ({ lead: [logIn({ wrong: fc.constant(null) })] }),
};

// A service may lock out clients that use wrong passwords again and again.
const LOGIN_REFUSED: ServerRequirement = {
  id: 'SV-02',
  title: 'login and isExistsLoginPassword refuse wrong ones; login returns the reason as a text.',
  level: 'must',
  evidence: { source: 'client', about: 'login answers with the reason' },
  touches: 'account',
  sequences: () => ({ lead: [logIn()] }),
};

const ROOT_FOLDER: ServerRequirement = {
  id: 'SV-03',
  title: 'The root of the account is a folder.',
  level: 'must',
  evidence: { source: 'client', about: 'getRoot: directory' },
  sequences: () => ({ lead: [lookAtAccount()] }),
};

const IN_USE: ServerRequirement = {
  id: 'SV-04',
  title: 'An account that is used is active and not banned.',
  level: 'must',
  evidence: { source: 'client', about: 'isAccountActive, isAccountBanned' },
  sequences: () => ({ lead: [lookAtAccount()] }),
};

const APP_DESIGNATOR: ServerRequirement = {
  id: 'SV-08',
  title: 'A password is accepted with the name of an app before it, too.',
  level: 'must',
  evidence: { source: 'wiki', about: 'app designator' },
  sequences: () => ({ lead: [comeAsApp()] }),
};

const ROOT_ALIAS: ServerRequirement = {
  id: 'SV-09',
  title: '-1 and the id of the root mean the same folder.',
  level: 'must',
  evidence: { source: 'howto', about: '-1 as folder' },
  sequences: () => ({ lead: [lookAtAccount()] }),
};

const logIn = stepKind({
  does: 'log in',
  fields: { wrong: nullable(oneOf(WRONGS)) },
  target: always,
  text: (_, { wrong }) => `The suite logged in ${wrong === null ? 'as the account' : withWrong(wrong)}.`,
  async perform(probe, _, { wrong }) {
    const right = wrong === null;
    const account = right ? probe.account : wrongAccount(probe.account, wrong);
    const requirement = right ? LOGIN : LOGIN_REFUSED;
    const login = await probe.callAs(account, 'login', {});
    // login declares no fault.
    probe.see(requirement, 'value' in login && (login.value === '') === right, () => ({
      did: `It answered login with ${'value' in login ? JSON.stringify(login.value) : `the fault ${JSON.stringify(login.fault.text)}`}.`,
      should: right ? 'It should return an empty text.' : 'It should return the reason as a text.',
    }));
    const exists = await probe.callAs(account, 'isExistsLoginPassword', {});
    probe.see(requirement, ('value' in exists && exists.value) === right, () => ({
      did: `It answered isExistsLoginPassword with ${'value' in exists ? exists.value : 'a fault'}.`,
      should: `It should return ${right}.`,
    }));
  },
});

/** Looks at the account and its root, as programs do when they start. */
const lookAtAccount = stepKind({
  does: 'look at the account',
  fields: {},
  target: always,
  text: () => 'The suite looked at the account and its root.',
  async perform(probe, top) {
    const active = await probe.value(IN_USE, 'isAccountActive', {});
    const banned = await probe.value(IN_USE, 'isAccountBanned', {});
    probe.see(IN_USE, active && !banned, () => ({
      did: `It reported an account that it serves as ${banned ? 'banned' : 'not active'}.`,
      should: 'It should report it as active and not banned.',
    }));
    const root = await probe.value(ROOT_FOLDER, 'getRoot', {});
    probe.see(ROOT_FOLDER, root.directory, () => ({
      did: 'It reported the root of the account as a file.',
      should: 'It should report it as a folder.',
    }));
    const [byAlias, byId] = [await lists(probe, -1n, top.id), await lists(probe, root.id, top.id)];
    probe.see(ROOT_ALIAS, byAlias === byId, () => ({
      did: `It listed the folder ${JSON.stringify(top.name)} ${byAlias ? `in folder -1, and not in folder ${root.id}` : `in folder ${root.id}, and not in folder -1`}.`,
      should: 'It should list it in both, as both are the root.',
    }));
  },
});

async function lists(probe: Probe, dirId: bigint, id: bigint): Promise<boolean> {
  const items = await probe.value(ROOT_ALIAS, 'getItems', { dirId });
  return items.some((item) => item?.id === id);
}

const comeAsApp = stepKind({
  does: 'come as an app',
  fields: {
    app: text(40, () => fc.string({ unit: fc.constantFrom(...'app_1 -.A'), minLength: 1, maxLength: 12 })),
  },
  target: always,
  text: (_, { app }) => `The suite used the account as the app ${JSON.stringify(app)}.`,
  async perform(probe, top, { app }) {
    const { login, password } = probe.account;
    const account = { login, password: `!!!${app}!!:${password}` };
    const exists = await probe.callAs(account, 'isExistsLoginPassword', {});
    const items = await probe.callAs(account, 'getItems', { dirId: top.id });
    const refused = [
      ...('value' in exists && exists.value ? [] : ['isExistsLoginPassword']),
      ...('value' in items ? [] : ['getItems']),
    ];
    probe.see(APP_DESIGNATOR, refused.length === 0, () => ({
      did: `It refused the password behind !!!${app}!!: in ${refused.join(' and ')}.`,
      should: 'It should answer as it does without the name of the app.',
    }));
  },
});

/** Logging in, and the account itself. */
export const ACCOUNT_GROUP: RequirementGroup = {
  requirements: [LOGIN, LOGIN_REFUSED, ROOT_FOLDER, IN_USE, APP_DESIGNATOR, ROOT_ALIAS],
  steps: [logIn, lookAtAccount, comeAsApp],
};
