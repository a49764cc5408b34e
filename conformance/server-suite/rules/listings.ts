import type { ServerRequirement } from './server-requirement.js';

export const LISTING: ServerRequirement = {
  id: 'SV-40',
  title:
    'A listing shows just what is in the folder at that moment, whatever has changed since the last one.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getItems' },
};

export const COUNT: ServerRequirement = {
  id: 'SV-41',
  title: 'getItemsCount counts what getItems lists.',
  level: 'should',
  evidence: { source: 'client', about: 'the count goes with getItemsPartial' },
};

export const PAGES: ServerRequirement = {
  id: 'SV-42',
  title: 'getItemsPartial gives a piece of the listing, folders first and sorted by name, from any index on.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getItemsPartial' },
};

export const ITEM_AGREES: ServerRequirement = {
  id: 'SV-43',
  title: 'getFileInfo, getFiles and getDirInfo tell the same of a file or a folder as its listing.',
  level: 'should',
  evidence: { source: 'client', about: 'items are asked for by their id' },
};

export const FIRST_FOLDERS: ServerRequirement = {
  id: 'SV-44',
  title: 'getAllFolders lists the folders that are directly in the root, and no others.',
  level: 'must',
  evidence: { source: 'wiki', about: 'getAllFolders' },
};

export const ITEM_BY_FLAG: ServerRequirement = {
  id: 'SV-83',
  title: 'getItemInfo with true tells of a folder, and with false of a file.',
  level: 'may',
  evidence: { source: 'assumption', about: 'the flag of getItemInfo means a folder' },
};

export const ALL_ITEMS: ServerRequirement = {
  id: 'SV-84',
  title: 'getAllItems lists all files and folders of the account at whatever depth, but for removed ones.',
  level: 'may',
  evidence: { source: 'assumption', about: 'all means at whatever depth' },
};
