import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { OPERATIONS } from '../../../../wsdl/contract.js';
import { WRONG_PASSWORD } from '../../rules/access.js';
import type { CallOutcome } from '../../server-under-test.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';
import { plainNames } from '../upload/new-file.js';
import { noteReserved } from './call-with-wrong-password.js';
import { plausibleArguments } from './plausible-arguments.js';
import { PROTECTED, saysNo } from './protected-functions.js';
import { tellWrong, WRONGS, wrongAccount } from './wrong-account.js';

/** Calls every function with a wrong password: one that forgot to look at it is not found by chance. */
export const callAllWithWrongPassword = stepKind({
  does: 'call all with a wrong password',
  entries: {
    wrong: v.picklist(WRONGS),
    file: reference,
    folder: reference,
    text: nameText,
  },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (_, { wrong }) => `The suite called every function that takes a password ${tellWrong(wrong)}.`,
  async perform(act, model, { wrong, file, folder, text }) {
    const fileId = model.file(file)?.id;
    if (fileId === undefined) return;
    const { id: dirId } = model.folder(folder);
    const account = wrongAccount(act.account, wrong);
    for (const name of PROTECTED) {
      if (OPERATIONS[name].since === 'jax3' && act.server.version === 'jax2') continue;
      const args = plausibleArguments(name, { fileId, dirId, text, yes: true });
      const outcome: CallOutcome = await act.callAs(account, name, args);
      noteReserved(model, name, outcome);
      act.see.that(WRONG_PASSWORD, 'fault' in outcome || saysNo(name, outcome.value), () => ({
        did: `It answered ${name} ${tellWrong(wrong)}.`,
        should: 'It should refuse the call.',
      }));
    }
  },
});

export const callsAllWithWrongPassword = (): Arbitrary<Step> =>
  callAllWithWrongPassword.steps(
    fc.record({
      wrong: fc.constantFrom(...WRONGS),
      file: references(),
      folder: references(),
      text: plainNames(),
    }),
  );
