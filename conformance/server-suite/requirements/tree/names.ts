import fc from 'fast-check';
import { names } from '../../../client-suite/scenarios/names.js';
import { pick } from '../../model/model.js';
import { isFile, type ModelNode, quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import type { Probe } from '../../runner/probe.js';
import { nameLike, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { seeItem } from './compare.js';

const RENAMED_FILE: ServerRequirement = {
  id: 'SV-85',
  title: 'A renamed file has its new name.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'renameFile' },
  sequences: ({ upload }) => ({ lead: [upload(), renameFile()], among: [renameFile()], most: 2 }),
};

const RENAMED_FOLDER: ServerRequirement = {
  id: 'SV-86',
  title: 'A renamed folder has its new name.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'renameFolder' },
  sequences: ({ newFolder }) => ({
    lead: [newFolder(), renameFolder()],
    among: [newFolder(), renameFolder()],
    most: 2,
  }),
};

const RENAME_TAKEN: ServerRequirement = {
  id: 'SV-89',
  title: 'A file does not get the name of another file of its folder: renameFile returns -1.',
  level: 'may',
  evidence: { source: 'assumption', about: 'renameFile answers as createNewFolder does' },
  assumption: 'rename-clash',
  // Both files are in the top folder, which is the only one.
  sequences: ({ upload }) => ({
    lead: [upload({ name: fc.constant('a.txt') }), upload({ name: fc.constant('b.txt') }), renameToTaken()],
  }),
};

/** Renames a file. */
export const renameFile = stepKind({
  does: 'rename-file',
  fields: { file: reference, name: nameLike(names) },
  target: (model, { file: which, name }) => {
    const file = model.file(which);
    return file && model.isFree(name, file.parent, file) ? file : undefined;
  },
  text: (file, { name }) => `The suite renamed the file ${quoted(file)} to ${JSON.stringify(name)}.`,
  perform: (probe, file, { name }) => rename(probe, file, name),
});

/** Renames a folder. */
export const renameFolder = stepKind({
  does: 'rename-folder',
  fields: { folder: reference, name: nameLike(names) },
  target: (model, { folder: which, name }) => {
    const folder = pick(model.innerFolders, which);
    return folder?.parent && model.isFree(name, folder.parent, folder) ? folder : undefined;
  },
  text: (folder, { name }) => `The suite renamed the folder ${quoted(folder)} to ${JSON.stringify(name)}.`,
  perform: (probe, folder, { name }) => rename(probe, folder, name),
});

const renameToTaken = stepKind({
  does: 'rename-to-taken',
  fields: { file: reference },
  target: (model, { file: which }) => {
    const file = model.file(which);
    const other = file && model.filesIn(file.parent).find(({ name }) => name !== file.name);
    return other && { file, other };
  },
  text: ({ file, other }) =>
    `The suite tried to rename the file ${quoted(file)} to ${quoted(other)}, which exists.`,
  async perform(probe, { file, other }) {
    const code = await probe.value(RENAME_TAKEN, 'renameFile', { fileId: file.id, newName: other.name });
    probe.see(RENAME_TAKEN, code === -1n, () => ({
      did: `It returned ${code} from renameFile for the name of another file of the folder.`,
      should: 'It should leave the file as it is and return -1.',
    }));
  },
});

/** Renames a file or folder, and looks at its name. The meaning of the returned number is not known. */
export async function rename(probe: Probe, node: ModelNode, newName: string): Promise<void> {
  const requirement = isFile(node) ? RENAMED_FILE : RENAMED_FOLDER;
  if (isFile(node)) await probe.value(requirement, 'renameFile', { fileId: node.id, newName });
  else await probe.value(requirement, 'renameFolder', { dirId: node.id, newName });
  node.name = newName;
  const subject = `After it was renamed to ${quoted(node)}, that ${isFile(node) ? 'file' : 'folder'}`;
  await seeItem(
    probe,
    requirement,
    node,
    subject,
    'It should have its new name, and be unchanged otherwise.',
  );
}

/** Renaming. */
export const NAMES: RequirementGroup = {
  requirements: [RENAMED_FILE, RENAMED_FOLDER, RENAME_TAKEN],
  steps: [renameFile, renameFolder, renameToTaken],
};
