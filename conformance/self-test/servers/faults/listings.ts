import { edit, type ServerFault } from '../fault.js';

const ITEMS = 'getItems: signedIn((call, { dirId }) => toItems(call, list(call, dirId).all())),';
const PART = 'list(call, dirId).slice(startIndex, count)';
const FILES = 'return toItems(call, nodes';
const SEEN = '.filter((file) => call.world.access.sees(call.account, file)));';

/** Faults about what is told to be where. */
export const LISTINGS: readonly ServerFault[] = [
  {
    rule: 'SV-40',
    what: 'It lists a folder as it was when it was listed the last time.',
    edits: [
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
    ],
    consequences: ['SV-06', 'SV-09', 'SV-88'],
  },
  {
    rule: 'SV-40',
    what: 'It lists files in their folder that are in the recycle bin.',
    edits: [
      edit(
        'operations/browse.js',
        ITEMS,
        ITEMS.replace(
          'list(call, dirId).all()',
          `[...list(call, dirId), ...[...call.account.bin].filter(({ parent }) => parent.id === dirId)]`,
        ),
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-41',
    what: 'It counts only the files.',
    edits: [
      edit(
        'operations/browse.js',
        'list(call, dirId).size',
        'list(call, dirId).size - list(call, dirId).folders().length',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-42',
    what: 'It counts the items of a listing from 1.',
    edits: [edit('operations/browse.js', PART, PART.replace('startIndex', 'startIndex - 1'))],
    consequences: [],
  },
  {
    rule: 'SV-42',
    what: 'It sorts pieces of a listing by name alone.',
    edits: [
      edit(
        'operations/browse.js',
        PART,
        '[...list(call, dirId)].sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1)).slice(startIndex, startIndex + count)',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-42',
    what: 'It takes the count for the index of the end.',
    edits: [edit('operations/browse.js', PART, PART.replace('count', 'Math.max(0, count - startIndex)'))],
    consequences: [],
  },
  {
    rule: 'SV-43',
    what: 'It does not tell the folder of a file in getFiles.',
    edits: [
      edit(
        'operations/browse.js',
        FILES,
        `const bare = (items) => items.map((item) => ({ ...item, parentId: 0n }));\n        return bare(toItems(call, nodes`,
      ),
      edit('operations/browse.js', SEEN, SEEN.replace(';', ');')),
    ],
    consequences: [],
  },
  {
    rule: 'SV-44',
    what: 'It lists the folders inside of folders in getAllFolders, too.',
    edits: [
      edit(
        'operations/browse.js',
        'call.account.root.children.folders()',
        `[...below(call.account.root)].filter(({ kind }) => kind === 'folder')`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-83',
    what: 'It takes the flag of getItemInfo for that of a file.',
    edits: [edit('operations/browse.js', 'toItem(call, isDirectory ?', 'toItem(call, !isDirectory ?')],
    consequences: [],
  },
  {
    rule: 'SV-84',
    what: 'It lists only what is in the root in getAllItems.',
    edits: [edit('operations/browse.js', 'below(call.account.root)', 'call.account.root.children')],
    consequences: [],
  },
];
