import { isDeepStrictEqual } from 'node:util';
import {
  type AccountItem,
  OPERATIONS,
  type Operation,
  type OperationName,
} from '../../../../wsdl/contract.js';
import type { Model } from '../../model/model.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import type { CallOutcome } from '../../server-under-test.js';
import { flag, nameLike, oneOf, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { type Matter, plausibleArguments } from '../plausible-arguments.js';
import { plainNames } from '../uploads/new-file.js';
import { WRONGS, type Wrong, withWrong, wrongAccount } from './wrong-account.js';

const WRONG_PASSWORD: ServerRequirement = {
  id: 'SV-05',
  title: 'Every operation that takes a password refuses a wrong one.',
  level: 'must',
  evidence: { source: 'client', about: 'each call carries login and password' },
  touches: 'account',
  sequences: ({ upload }) => ({
    lead: [upload(), callWithWrongPassword()],
    last: [callAllWithWrongPassword()],
  }),
};

// Several calls a sequence, as there are many operations.
const wrongCalls: ServerRequirement['sequences'] = ({ upload }) => ({
  lead: [upload(), ...Array.from({ length: 4 }, () => callWithWrongPassword())],
});

const NOTHING_CHANGED: ServerRequirement = {
  id: 'SV-06',
  title: 'A call with a wrong password changes nothing.',
  level: 'must',
  evidence: { source: 'client', about: 'each call carries login and password' },
  touches: 'account',
  sequences: wrongCalls,
};

const DECLARED_FAULT: ServerRequirement = {
  id: 'SV-07',
  since: 'jax3',
  title: 'The fault of an operation that declares ApiException has one in its detail.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'ApiException' },
  touches: 'account',
  sequences: wrongCalls,
};

/**
 * Not called with a wrong password: operations that make accounts, send mail, act on more than the suite's own files or have
 * unknown effects, should a service let them pass; one that takes an address and its password in place of an account's; and
 * those that other requirements are about.
 */
const LEFT_OUT: readonly OperationName[] = [
  ...(['signup', 'signupUsername', 'reportAbuse', 'emptyRecycleBin', 'applySettings', 'run'] as const),
  ...(['getDirLinkItems', 'login', 'isExistsLoginPassword'] as const),
];

/** The operations of both descriptions that must refuse a wrong password. */
const PROTECTED: readonly OperationName[] = Object.values(OPERATIONS)
  .filter(
    ({ name, args }: Operation) => args.some((arg) => arg.name === 'password') && !LEFT_OUT.includes(name),
  )
  .map(({ name }) => name);

const none = (value: unknown): boolean => typeof value === 'bigint' && value <= 0n;
const no = (value: unknown): boolean => value === false;
const emptyText = (value: unknown): boolean => value === '';

/** Results that refuse a call without a fault (howto, wiki; booleans: what the name of the operation says). */
const REFUSALS: Partial<Record<OperationName, (value: unknown) => boolean>> = {
  createUploadSessionKey: emptyText,
  getNewFileDataCenter: none,
  uploadStartFile: none,
  uploadStartFileUpdate: none,
  uploadFinishFile: (value) => !emptyText(value),
  uploadStartedFileExists: no,
  createNewFolder: none,
  creatNewFolder: no,
  getFileDownloadLink: emptyText,
  isAccountActive: no,
  uploaderLoggedIn: no,
};

const any = nameLike(plainNames);

const callWithWrongPassword = stepKind({
  does: 'call with a wrong password',
  fields: {
    operation: oneOf(PROTECTED),
    wrong: oneOf(WRONGS),
    file: reference,
    folder: reference,
    text: any,
    yes: flag,
  },
  target: (model, { file }) => model.file(file),
  text: (_, { operation: name, wrong }) =>
    `The suite called ${name}${OPERATIONS[name].since === 'jax3' ? ', where there is such an operation,' : ''} ${withWrong(wrong)}.`,
  async perform(probe, { id: fileId }, { operation: name, wrong, folder, text, yes }, model) {
    const { since, faults } = OPERATIONS[name];
    if (since === 'jax3' && probe.server.version === 'jax2') return;
    const { id: dirId } = model.folder(folder);
    const before = await holdings(probe, model, dirId);
    const outcome = await callWrongly(probe, model, name, wrong, { fileId, dirId, text, yes });
    const after = await holdings(probe, model, dirId);
    probe.see(NOTHING_CHANGED, isDeepStrictEqual(before, after), () => ({
      did: `It refused ${name} ${withWrong(wrong)}, and changed something all the same.`,
      should: 'It should leave everything as it was.',
    }));
    if ('fault' in outcome && faults && probe.server.version === 'jax3')
      probe.see(DECLARED_FAULT, outcome.fault.exception !== undefined, () => ({
        did: `It answered ${name} with a fault that has no ApiException in its detail.`,
        should: 'It should have one there, as the description says.',
      }));
  },
});

/** Calls every operation: one that does not look at the password is not found by chance. */
const callAllWithWrongPassword = stepKind({
  does: 'call all with a wrong password',
  fields: { wrong: oneOf(WRONGS), file: reference, folder: reference, text: any },
  target: (model, { file }) => model.file(file),
  text: (_, { wrong }) => `The suite called every operation that takes a password ${withWrong(wrong)}.`,
  async perform(probe, { id: fileId }, { wrong, folder, text }, model) {
    const matter = { fileId, dirId: model.folder(folder).id, text, yes: true };
    for (const name of PROTECTED)
      if (OPERATIONS[name].since === 'jax2' || probe.server.version === 'jax3')
        await callWrongly(probe, model, name, wrong, matter);
  },
});

async function callWrongly(
  probe: Probe,
  { reserved }: Model,
  name: OperationName,
  wrong: Wrong,
  matter: Matter,
): Promise<CallOutcome> {
  const account = wrongAccount(probe.account, wrong);
  const outcome: CallOutcome = await probe.callAs(account, name, plausibleArguments(name, matter));
  // A file that should not have been reserved is cancelled in the end.
  const id = 'value' in outcome && /^uploadStartFile/.test(name) ? outcome.value : undefined;
  if (typeof id === 'bigint' && id > 0n) reserved.push(id);
  const refused = 'fault' in outcome || (REFUSALS[name]?.(outcome.value) ?? false);
  probe.see(WRONG_PASSWORD, refused, () => ({
    did: `It answered ${name} ${withWrong(wrong)}.`,
    should: 'It should refuse the call.',
  }));
  return outcome;
}

/** What the folders of the sequence hold, and the description and sharing of one of them. */
async function holdings(probe: Probe, { openFolders }: Model, dirId: bigint): Promise<readonly unknown[]> {
  const held: unknown[] = [];
  for (const { id } of openFolders) held.push(listed(await probe.call('getItems', { dirId: id })));
  held.push(await probe.call('getDirDescription', { dirId }));
  held.push(await probe.call('getFolderSharingProperties', { dirId }));
  return held;
}

/** A service may count a download some time after it ends. */
const listed = (outcome: CallOutcome<readonly (AccountItem | null)[]>): unknown =>
  'value' in outcome ? outcome.value.map((item) => ({ ...item, downloadCount: 0 })) : outcome;

/** Calls with a wrong login or password. */
export const WRONG_PASSWORDS: RequirementGroup = {
  requirements: [WRONG_PASSWORD, NOTHING_CHANGED, DECLARED_FAULT],
  steps: [callWithWrongPassword, callAllWithWrongPassword],
};
