import type { AccountItemArray } from '../../../../wsdl/contract.js';
import { edit } from '../../mutant.js';
import { answering, type Decorator, given, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const PART = 'list(call, dirId).slice(startIndex, count)';

const stale: Decorator = (server) => {
  const listed = new Map<bigint, AccountItemArray>();
  return returning('getItems', (items, { dirId }) => {
    const before = listed.get(dirId) ?? items;
    listed.set(dirId, items);
    return before;
  })(server);
};

/** Mutants of the fake: listings and items. */
export const LISTINGS: readonly ServerMutant[] = [
  mutant('SV-40', 'It lists a folder as it was when it was listed the last time.', stale, [
    'SV-06',
    'SV-09',
    'SV-88',
  ]),
  mutant(
    'SV-40',
    'It lists files of the recycle bin in their folder.',
    answering('getItems', async (call, args) => {
      const [items, bin] = [await call('getItems', args), await call('getRecycleBinItems', args)];
      if ('fault' in items || 'fault' in bin) return items;
      return { value: [...items.value, ...bin.value.filter((item) => item?.parentId === args.dirId)] };
    }),
  ),
  mutant(
    'SV-41',
    'It counts only the files.',
    answering('getItemsCount', async (call, args) => {
      const items = await call('getItems', args);
      if ('fault' in items) return items;
      return { value: BigInt(items.value.filter((item) => !item?.directory).length) };
    }),
  ),
  mutant(
    'SV-42',
    'It counts the items of a listing from 1.',
    given('getItemsPartial', (args) => ({ ...args, startIndex: Math.max(0, args.startIndex - 1) })),
  ),
  mutant(
    'SV-42',
    'It sorts pages of a listing by name alone.',
    edit(
      'operations/browse.js',
      PART,
      '[...list(call, dirId)].sort((a, b) => (a.nameKey < b.nameKey ? -1 : 1)).slice(startIndex, startIndex + count)',
    ),
  ),
  mutant(
    'SV-42',
    'It takes the count as the index of the end.',
    given('getItemsPartial', (args) => ({
      ...args,
      count: Math.max(0, args.count - args.startIndex),
    })),
  ),
  mutant(
    'SV-43',
    'It omits the folder of a file in getFiles.',
    returning('getFiles', (items) => items.map((item) => item && { ...item, parentId: 0n })),
  ),
  mutant(
    'SV-44',
    'It lists the folders inside folders in getAllFolders, too.',
    answering('getAllFolders', async (call, args) => {
      const items = await call('getAllItems', args);
      return 'fault' in items ? items : { value: items.value.filter((item) => item?.directory) };
    }),
  ),
  mutant(
    'SV-83',
    'It takes the flag of getItemInfo as that of a file.',
    given('getItemInfo', (args) => ({ ...args, isDirectory: !args.isDirectory })),
  ),
  mutant(
    'SV-84',
    'It lists only the items of the root in getAllItems.',
    answering('getAllItems', (call, args) => call('getItems', { ...args, dirId: -1n })),
  ),
];
