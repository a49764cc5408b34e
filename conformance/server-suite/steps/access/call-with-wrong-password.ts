import { isDeepStrictEqual } from 'node:util';
import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { type AccountItem, OPERATIONS, type OperationName } from '../../../../wsdl/contract.js';
import type { Model } from '../../model/model.js';
import { DECLARED_FAULT, NOTHING_CHANGED, WRONG_PASSWORD } from '../../rules/access.js';
import type { Act } from '../../runner/act.js';
import type { CallOutcome } from '../../server-under-test.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';
import { plainNames } from '../upload/new-file.js';
import { plausibleArguments } from './plausible-arguments.js';
import { PROTECTED, saysNo } from './protected-functions.js';
import { tellWrong, WRONGS, wrongAccount } from './wrong-account.js';

/** Calls any function with a wrong password, on what there is. */
export const callWithWrongPassword = stepKind({
  does: 'call with a wrong password',
  entries: {
    function: v.picklist(PROTECTED),
    wrong: v.picklist(WRONGS),
    file: reference,
    folder: reference,
    text: nameText,
    yes: v.boolean(),
  },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (_, { function: name, wrong }) =>
    `The suite called ${name}${OPERATIONS[name].since === 'jax3' ? ', where there is such a function,' : ''} ${tellWrong(wrong)}.`,
  async perform(act, model, { function: name, wrong, file, folder, text, yes }) {
    const { since, faults } = OPERATIONS[name];
    const fileId = model.file(file)?.id;
    if (fileId === undefined || (since === 'jax3' && act.server.version === 'jax2')) return;
    const { id: dirId } = model.folder(folder);
    const before = await holdings(act, model, dirId);
    const args = plausibleArguments(name, { fileId, dirId, text, yes });
    const outcome: CallOutcome = await act.callAs(wrongAccount(act.account, wrong), name, args);
    noteReserved(model, name, outcome);
    act.see.that(WRONG_PASSWORD, 'fault' in outcome || saysNo(name, outcome.value), () => ({
      did: `It answered ${name} ${tellWrong(wrong)}.`,
      should: 'It should refuse the call.',
    }));
    const after = await holdings(act, model, dirId);
    act.see.that(NOTHING_CHANGED, isDeepStrictEqual(before, after), () => ({
      did: `It refused ${name} ${tellWrong(wrong)}, and changed something all the same.`,
      should: 'It should leave everything as it was.',
    }));
    if ('fault' in outcome && faults && act.server.version === 'jax3')
      act.see.that(DECLARED_FAULT, outcome.fault.exception !== undefined, () => ({
        did: `It answered ${name} with a fault that has no ApiException in its detail.`,
        should: 'It should have one there, as the description says.',
      }));
  },
});

/** What the account holds of what was made: what is in each folder, and what one of them is besides. */
async function holdings(act: Act, { openFolders }: Model, dirId: bigint): Promise<readonly unknown[]> {
  const held: unknown[] = [];
  for (const { id } of openFolders) held.push(listed(await act.call('getItems', { dirId: id })));
  held.push(await act.call('getDirDescription', { dirId }));
  held.push(await act.call('getFolderSharingProperties', { dirId }));
  return held;
}

/** Downloads may be counted some time after they end. */
const listed = (outcome: CallOutcome<readonly (AccountItem | null)[]>): unknown =>
  'value' in outcome ? outcome.value.map((item) => ({ ...item, downloadCount: 0 })) : outcome;

/** What should not have been reserved is to be given back. */
export function noteReserved({ reserved }: Model, name: OperationName, outcome: CallOutcome): void {
  const id = 'value' in outcome && /^uploadStartFile/.test(name) ? outcome.value : undefined;
  if (typeof id === 'bigint' && id > 0n) reserved.push(id);
}

export const callsWithWrongPassword = (): Arbitrary<Step> =>
  callWithWrongPassword.steps(
    fc.record({
      function: fc.constantFrom(...PROTECTED),
      wrong: fc.constantFrom(...WRONGS),
      file: references(),
      folder: references(),
      text: plainNames(),
      yes: fc.boolean(),
    }),
  );
