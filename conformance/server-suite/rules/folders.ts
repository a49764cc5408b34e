import type { ServerRequirement } from './server-requirement.js';

export const NEW_FOLDER: ServerRequirement = {
  id: 'SV-35',
  title: 'A new folder has an id above 0 that no other folder has.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder' },
};

export const FOLDER_EXISTS: ServerRequirement = {
  id: 'SV-36',
  title: 'A second folder of a name is not made: createNewFolder answers -1.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: -1' },
};

export const PARENT_REMOVED: ServerRequirement = {
  id: 'SV-37',
  title: 'No folder is made in one that was removed: createNewFolder answers -2.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: -2' },
};

export const NO_PARENT: ServerRequirement = {
  id: 'SV-38',
  title:
    'No folder is made where there is no folder: createNewFolder answers with 0 or less, or with a fault.',
  level: 'must',
  evidence: { source: 'wiki', about: 'createNewFolder: an id is above 0' },
};

export const FOLDER_NAME: ServerRequirement = {
  id: 'SV-39',
  title:
    'A new folder has the very name it was given, whatever characters that has, and is where it was made.',
  level: 'should',
  evidence: { source: 'client', about: 'folders are found by their name' },
};

export const RENAMED_FILE: ServerRequirement = {
  id: 'SV-85',
  title: 'A renamed file has its new name.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'renameFile' },
};

export const RENAMED_FOLDER: ServerRequirement = {
  id: 'SV-86',
  title: 'A renamed folder has its new name.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'renameFolder' },
};

export const MOVED: ServerRequirement = {
  id: 'SV-87',
  title: 'pasteFilesDirs with true moves files and folders to another folder.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what true means in pasteFilesDirs' },
  assumption: 'paste-flag',
};

export const COPIED: ServerRequirement = {
  id: 'SV-88',
  title:
    'pasteFilesDirs with false makes a copy of a file, with an id of its own and the same name and bytes.',
  level: 'may',
  evidence: { source: 'assumption', about: 'what false means in pasteFilesDirs' },
  assumption: 'paste-flag',
};

export const RENAME_TAKEN: ServerRequirement = {
  id: 'SV-89',
  title: 'A file is not renamed to the name of another file of its folder: renameFile answers -1.',
  level: 'may',
  evidence: { source: 'assumption', about: 'renameFile answers as createNewFolder does' },
  assumption: 'rename-clash',
};
