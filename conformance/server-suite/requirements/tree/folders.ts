import { pick } from '../../model/model.js';
import { quoted } from '../../model/node.js';
import type { RequirementGroup, ServerRequirement } from '../../requirement.js';
import { nameLike, reference } from '../../steps/field.js';
import { stepKind } from '../../steps/step.js';
import { letters } from '../uploads/new-file.js';
import { anyNames } from '../uploads/upload.js';
import { seeItem } from './compare.js';

/** The id of a new folder. The steps of other groups compare it, too. */
export const NEW_FOLDER: ServerRequirement = {
  id: 'SV-35',
  title: 'A new folder has an id above 0 that no other folder has.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder' },
  sequences: () => ({ lead: [newFolder()], among: [newFolder()], most: 3 }),
};

const FOLDER_EXISTS: ServerRequirement = {
  id: 'SV-36',
  title: 'A folder whose name is taken is not created: createNewFolder returns -1.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: -1' },
  sequences: () => ({ lead: [newFolder(), newFolder(), sameFolder()] }),
};

const PARENT_REMOVED: ServerRequirement = {
  id: 'SV-37',
  title: 'No folder is created in a removed one: createNewFolder returns -2.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: -2' },
  sequences: ({ removeFolder }) => ({ lead: [newFolder(), removeFolder(), folderInBin()] }),
};

const NO_PARENT: ServerRequirement = {
  id: 'SV-38',
  title: 'No folder is created in one that does not exist: createNewFolder returns 0 or less, or a fault.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: an id is above 0' },
  sequences: ({ purgeFolder }) => ({ lead: [newFolder(), purgeFolder(), folderNowhere()] }),
};

const FOLDER_NAME: ServerRequirement = {
  id: 'SV-39',
  title:
    'A new folder has exactly the name it was given, with all its characters, and is where it was created.',
  level: 'should',
  evidence: { source: 'client', about: 'folders are found by their name' },
  sequences: () => ({ lead: Array.from({ length: 3 }, () => newFolder({ name: anyNames() })) }),
};

const name = nameLike(letters);

/** Creates a folder with a name that is free in its parent. */
export const newFolder = stepKind({
  does: 'new-folder',
  fields: { folder: reference, name },
  target: (model, { folder, name }) => {
    const parent = model.folder(folder);
    return model.isFree(name, parent) ? parent : undefined;
  },
  text: (parent, { name }) => `The suite created the folder ${JSON.stringify(name)} in ${quoted(parent)}.`,
  async perform(probe, parent, { name }, model) {
    const id = await probe.value(NEW_FOLDER, 'createNewFolder', { dirId: parent.id, folderName: name });
    probe.see(NEW_FOLDER, id > 0n && !model.hasFolder(id), () => ({
      did: `It returned ${id} from createNewFolder${model.hasFolder(id) ? ', which is the id of another folder' : ''}.`,
      should: 'It should create the folder and return its id, which is above 0 and unique.',
    }));
    const made = model.addFolder(id, name, parent);
    const should = 'It should have exactly the name it was given, in the folder it was created in.';
    await seeItem(probe, FOLDER_NAME, made, `By getDirInfo, the new folder ${quoted(made)}`, should);
  },
});

const sameFolder = stepKind({
  does: 'same-folder',
  fields: { folder: reference },
  target: ({ innerFolders }, { folder }) => pick(innerFolders, folder),
  text: (folder) => `The suite tried to create another folder ${quoted(folder)} beside the existing one.`,
  async perform(probe, { name: folderName, parent }) {
    const dirId = parent?.id ?? 0n;
    const id = await probe.value(FOLDER_EXISTS, 'createNewFolder', { dirId, folderName });
    probe.see(FOLDER_EXISTS, id === -1n, () => ({
      did: `It returned ${id} from createNewFolder for the name of an existing folder.`,
      should: 'It should create no folder and return -1.',
    }));
  },
});

const folderInBin = stepKind({
  does: 'folder-in-bin',
  fields: { folder: reference, name },
  target: ({ foldersInBin }, { folder }) => pick(foldersInBin, folder),
  text: (_, { name }) =>
    `The suite tried to create the folder ${JSON.stringify(name)} in a folder in the recycle bin.`,
  async perform(probe, { id: dirId }, { name }) {
    const id = await probe.value(PARENT_REMOVED, 'createNewFolder', { dirId, folderName: name });
    probe.see(PARENT_REMOVED, id === -2n, () => ({
      did: `It returned ${id} from createNewFolder for a parent in the recycle bin.`,
      should: 'It should create no folder and return -2.',
    }));
  },
});

/** Tries to create a folder in one that was deleted for good. */
const folderNowhere = stepKind({
  does: 'folder-nowhere',
  fields: { folder: reference, name },
  target: ({ goneFolders }, { folder }) => pick(goneFolders, folder),
  text: (_, { name }) =>
    `The suite tried to create the folder ${JSON.stringify(name)} in a folder that no longer exists.`,
  async perform(probe, { id: dirId }, { name }) {
    const outcome = await probe.call('createNewFolder', { dirId, folderName: name });
    probe.see(NO_PARENT, 'fault' in outcome || outcome.value <= 0n, () => ({
      did: `It created a folder in ${dirId}, the id of a folder that no longer exists.`,
      should: 'It should return 0 or less, or answer with a fault.',
    }));
  },
});

/** Creating folders. */
export const FOLDERS: RequirementGroup = {
  requirements: [NEW_FOLDER, FOLDER_EXISTS, PARENT_REMOVED, NO_PARENT, FOLDER_NAME],
  steps: [newFolder, sameFolder, folderInBin, folderNowhere],
};
