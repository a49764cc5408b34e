import type { ServerRequirement } from './server-requirement.js';

export const FOLDER_TEXT: ServerRequirement = {
  id: 'SV-75',
  title: 'The description of a folder is told as it was set, whatever characters it has.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'setDirDescription, getDirDescription' },
};

export const FILE_TEXTS: ServerRequirement = {
  id: 'SV-76',
  title: 'The three texts of a file are told as they were set, and in the same order.',
  level: 'may',
  evidence: { source: 'assumption', about: 'getFileDescription answers what setFileDescription takes' },
};

export const FAVORITE_ADDED: ServerRequirement = {
  id: 'SV-77',
  title: 'A file that was added to the favorites is among them.',
  level: 'should',
  evidence: { source: 'wiki', about: 'addToFavorites' },
};

export const FAVORITE_REMOVED: ServerRequirement = {
  id: 'SV-78',
  title: 'A file that was removed from the favorites is not among them any more.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'removeFromFavorites' },
};
