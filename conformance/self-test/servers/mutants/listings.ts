import { edit, type Mutant, mutant } from '../../mutant.js';

const ITEMS = 'getItems: signedIn((call, { dirId }) => toItems(call, list(call, dirId).all())),';
const PART = 'list(call, dirId).slice(startIndex, count)';
const FILES = 'return toItems(call, nodes';
const SEEN = '.filter((file) => call.world.access.sees(call.account, file)));';

/** Mutants: about what is told to be where. */
export const LISTINGS: readonly Mutant[] = [
  mutant(
    'SV-40',
    'It lists a folder as it was when it was listed the last time.',
    edit(
      'operations/browse.js',
      ITEMS,
      `getItems: signedIn((call, { dirId }) => {
          const listed = (call.world.listed ??= new Map());
          const now = toItems(call, list(call, dirId).all());
          const before = listed.get(dirId) ?? now;
          listed.set(dirId, now);
          return before;
        }),`,
    ),
    ['SV-06', 'SV-09', 'SV-88'],
  ),
  mutant(
    'SV-40',
    'It lists files in their folder that are in the recycle bin.',
    edit(
      'operations/browse.js',
      ITEMS,
      ITEMS.replace(
        'list(call, dirId).all()',
        `[...list(call, dirId), ...[...call.account.bin].filter(({ parent }) => parent.id === dirId)]`,
      ),
    ),
  ),
  mutant(
    'SV-41',
    'It counts only the files.',
    edit(
      'operations/browse.js',
      'list(call, dirId).size',
      'list(call, dirId).size - list(call, dirId).folders().length',
    ),
  ),
  mutant(
    'SV-42',
    'It counts the items of a listing from 1.',
    edit('operations/browse.js', PART, PART.replace('startIndex', 'startIndex - 1')),
  ),
  mutant(
    'SV-42',
    'It sorts pieces of a listing by name alone.',
    edit(
      'operations/browse.js',
      PART,
      '[...list(call, dirId)].sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1)).slice(startIndex, startIndex + count)',
    ),
  ),
  mutant(
    'SV-42',
    'It takes the count for the index of the end.',
    edit('operations/browse.js', PART, PART.replace('count', 'Math.max(0, count - startIndex)')),
  ),
  mutant('SV-43', 'It does not tell the folder of a file in getFiles.', [
    edit(
      'operations/browse.js',
      FILES,
      `const bare = (items) => items.map((item) => ({ ...item, parentId: 0n }));\n        return bare(toItems(call, nodes`,
    ),
    edit('operations/browse.js', SEEN, SEEN.replace(';', ');')),
  ]),
  mutant(
    'SV-44',
    'It lists the folders inside of folders in getAllFolders, too.',
    edit(
      'operations/browse.js',
      'call.account.root.children.folders()',
      `[...below(call.account.root)].filter(({ kind }) => kind === 'folder')`,
    ),
  ),
  mutant(
    'SV-83',
    'It takes the flag of getItemInfo for that of a file.',
    edit('operations/browse.js', 'toItem(call, isDirectory ?', 'toItem(call, !isDirectory ?'),
  ),
  mutant(
    'SV-84',
    'It lists only what is in the root in getAllItems.',
    edit('operations/browse.js', 'below(call.account.root)', 'call.account.root.children'),
  ),
];
