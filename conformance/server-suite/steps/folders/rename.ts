import fc, { type Arbitrary } from 'fast-check';
import { names } from '../../../client-suite/scenarios/names.js';
import { type Model, type ModelFile, pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import { RENAME_TAKEN } from '../../rules/folders.js';
import { nameText, reference, references, type Step, stepKind } from '../step.js';
import { giveName } from './give-name.js';

export const renameFile = stepKind({
  does: 'rename-file',
  entries: { file: reference, name: nameText },
  possible: (model, { file: which, name }) => {
    const file = model.file(which);
    return file !== undefined && model.isFree(name, file.parent, file);
  },
  tell: (model, { file, name }) =>
    `The suite renamed the file ${quoted(model.file(file) ?? { name: '' })} to ${quoted({ name })}.`,
  async perform(act, model, { file: which, name }) {
    const file = model.file(which);
    if (file) await giveName(act, file, name);
  },
});

export const renameFolder = stepKind({
  does: 'rename-folder',
  entries: { folder: reference, name: nameText },
  possible: (model, { folder: which, name }) => {
    const folder = pick(model.innerFolders, which);
    return folder?.parent !== undefined && model.isFree(name, folder.parent, folder);
  },
  tell: ({ innerFolders }, { folder, name }) =>
    `The suite renamed the folder ${quoted(pick(innerFolders, folder) ?? { name: '' })} to ${quoted({ name })}.`,
  async perform(act, { innerFolders }, { folder: which, name }) {
    const folder = pick(innerFolders, which);
    if (folder) await giveName(act, folder, name);
  },
});

/** Tries to give a file the name of another one. */
export const renameToTaken = stepKind({
  does: 'rename-to-taken',
  entries: { file: reference },
  possible: (model, { file }) => pair(model, file) !== undefined,
  tell: (model, { file }) =>
    `The suite asked for the file ${pair(model, file)?.map(quoted).join(' to be renamed to ')}, which is there.`,
  async perform(act, model, { file: which }) {
    const [file, other] = pair(model, which) ?? [];
    if (!file || !other) return;
    const code = await act.value(RENAME_TAKEN, 'renameFile', { fileId: file.id, newName: other.name });
    act.see.that(RENAME_TAKEN, code === -1n, () => ({
      did: `It answered renameFile with ${code} for the name of another file of the folder.`,
      should: 'It should leave the file as it is and answer with -1.',
    }));
  },
});

/** A file and another one in the same folder that has another name. */
function pair(model: Model, which: number): readonly [ModelFile, ModelFile] | undefined {
  const file = model.file(which);
  const other = file && model.filesIn(file.parent).find(({ name }) => name !== file.name);
  return other && [file, other];
}

export const fileRenames = (): Arbitrary<Step> =>
  renameFile.steps(fc.record({ file: references(), name: names() }));
export const folderRenames = (): Arbitrary<Step> =>
  renameFolder.steps(fc.record({ folder: references(), name: names() }));
export const takenRenames = (): Arbitrary<Step> => renameToTaken.steps(fc.record({ file: references() }));
