import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { OPERATIONS, type OperationName } from '../../../../wsdl/contract.js';
import { AS_DESCRIBED } from '../../rules/wire.js';
import type { CallOutcome } from '../../server-under-test.js';
import { plausibleArguments } from '../access/plausible-arguments.js';
import { reference, references, type Step, stepKind } from '../step.js';

/** Functions that change nothing that anybody sees, with replies of all kinds. */
const ASKED = [
  'login',
  'getFreeSpace',
  'getRoot',
  'getItems',
  'getFileInfo',
  'getFiles',
  'getDirInfo',
  'getFolderSharingProperties',
  'getFileDescription',
  'getHistory',
  'getNotRecursiveHistories',
  'getMp3FileInfos',
  'getExifFileInfos',
  'getSettingGroups',
  'getAllSettings',
  'markSynchronized',
] as const satisfies readonly OperationName[];

/** Reads the reply of a function as strictly as the description allows. */
export const readToTheLetter = stepKind({
  does: 'read to the letter',
  entries: { function: v.picklist(ASKED), file: reference, folder: reference },
  possible: (model, { file }) => model.file(file) !== undefined,
  tell: (_, { function: name }) => `The suite read the reply of ${name} to the letter.`,
  async perform(act, model, { function: name, file, folder }) {
    const fileId = model.file(file)?.id;
    if (fileId === undefined) return;
    const matter = { fileId, dirId: model.folder(folder).id, text: 'a', yes: false };
    const outcome: CallOutcome = await act.call(name, plausibleArguments(name, matter));
    const complaints = 'value' in outcome ? outcome.complaints : undefined;
    if (!complaints) return;
    act.see.that(AS_DESCRIBED, complaints.length === 0, () => ({
      did: `It answered ${name} otherwise than described: ${complaints.join('; ')}.`,
      should: `It should answer with ${OPERATIONS[name].returns ?? 'nothing'}, just as the description says.`,
    }));
  },
});

export const strictReadings = (): Arbitrary<Step> =>
  readToTheLetter.steps(
    fc.record({ function: fc.constantFrom(...ASKED), file: references(), folder: references() }),
  );
