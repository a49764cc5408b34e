import type { ServerRequirement } from './server-requirement.js';

export const TWO_SETS: ServerRequirement = {
  id: 'SV-65',
  title: 'getFolderSharingProperties answers with two items: the values, and what of them may be changed.',
  level: 'must',
  evidence: { source: 'client', about: 'getFolderSharingProperties' },
};

export const SHARING_KEPT: ServerRequirement = {
  id: 'SV-66',
  title: 'A sharing property that may be changed has the value it was set to, and the others have theirs.',
  level: 'must',
  evidence: { source: 'client', about: 'setFolderSharingProperties takes the whole set' },
};

export const ACCESS_GRANTED: ServerRequirement = {
  id: 'SV-67',
  needsGuest: true,
  title: 'A shared folder is open to whoever has its passwords: checkSharedDirAccess answers 0.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 0' },
};

export const NO_SUCH_FOLDER: ServerRequirement = {
  id: 'SV-68',
  needsGuest: true,
  title: 'checkSharedDirAccess answers 1 for a folder that is not there.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 1' },
};

export const WRONG_GENERATED: ServerRequirement = {
  id: 'SV-69',
  needsGuest: true,
  title: 'checkSharedDirAccess answers 4 when the generated password is wrong.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 4' },
};

export const NOT_SHARED: ServerRequirement = {
  id: 'SV-70',
  needsGuest: true,
  title: 'checkSharedDirAccess answers 5 for a folder that is not shared.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 5' },
};

export const WRONG_CHOSEN: ServerRequirement = {
  id: 'SV-71',
  needsGuest: true,
  title: 'checkSharedDirAccess answers 8 when the password is not the one that the owner chose.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 8' },
};

export const DECODED_ID: ServerRequirement = {
  id: 'SV-72',
  needsGuest: true,
  title:
    'decodeId makes the code in the address of a folder into its id, a slash and its generated password.',
  level: 'must',
  evidence: { source: 'wiki', about: 'decodeId' },
};

export const SHARED_LISTED: ServerRequirement = {
  id: 'SV-73',
  needsGuest: true,
  title: 'getSharedDirItems lists what is in a shared folder for whoever has its passwords.',
  level: 'should',
  evidence: { source: 'wiki', about: 'decodeId: its answer is for getSharedDirItems' },
};

export const CLOSED: ServerRequirement = {
  id: 'SV-74',
  needsGuest: true,
  title:
    'getSharedDirItems tells nothing of a folder that is not shared, or to whoever has a wrong password.',
  level: 'must',
  evidence: { source: 'wiki', about: 'checkSharedDirAccess: 4, 5, 8' },
};
