import type { ServerRequirement } from './server-requirement.js';

export const FILE_IN_BIN: ServerRequirement = {
  id: 'SV-45',
  title: 'A deleted file is in the recycle bin, as removed.',
  level: 'must',
  evidence: { source: 'wiki', about: 'deleteFile' },
};

export const RESTORED: ServerRequirement = {
  id: 'SV-46',
  title: 'A restored file is back in its folder with the same bytes, and no more in the recycle bin.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'restoreFile' },
};

export const ALL_RESTORED: ServerRequirement = {
  id: 'SV-47',
  title: 'restoreFiles brings back each of the files.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'restoreFiles' },
};

export const FILE_GONE: ServerRequirement = {
  id: 'SV-48',
  title: 'A file that was deleted for good is nowhere, not in the recycle bin either.',
  level: 'must',
  evidence: { source: 'wiki', about: 'deleteFileFinal' },
};

export const FOLDER_IN_BIN: ServerRequirement = {
  id: 'SV-49',
  title: 'A deleted folder is in the recycle bin, as removed, and what it holds can be used no more.',
  level: 'should',
  evidence: { source: 'client', about: 'folders in the list of the recycle bin' },
};

export const FOLDER_GONE: ServerRequirement = {
  id: 'SV-50',
  title: 'A folder that was deleted for good is nowhere, and its files are not either.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'deleteFolderFinal' },
};

export const DELETED_AGAIN: ServerRequirement = {
  id: 'SV-51',
  title: 'To delete a file that is in the recycle bin does no harm.',
  level: 'may',
  evidence: { source: 'assumption', about: 'deleteFile answers nothing' },
  assumption: 'delete-again',
};

export const ORPHAN_RESTORED: ServerRequirement = {
  id: 'SV-52',
  title: 'A file whose folder is gone is restored to the root.',
  level: 'may',
  evidence: { source: 'assumption', about: 'restoreFile has to put it somewhere' },
  assumption: 'restore-orphan',
};

export const BIN_EMPTIED: ServerRequirement = {
  id: 'SV-53',
  title: 'Nothing is in the recycle bin after it was emptied, and what was there is gone.',
  level: 'must',
  evidence: { source: 'client', about: 'emptyRecycleBin before an upload' },
  touches: 'account',
};

export const NO_SUCH_FILE: ServerRequirement = {
  id: 'SV-54',
  title: 'To delete a file that is not there is answered with a fault that says `File not found`.',
  level: 'should',
  evidence: { source: 'client', about: 'the fault of deleteFileFinal is searched for it' },
};
