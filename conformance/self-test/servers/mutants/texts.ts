import { edit } from '../../mutant.js';
import { given, ignoring, refusing, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

/** Mutants of the fake: descriptions, favorites and the history. */
export const TEXTS: readonly ServerMutant[] = [
  mutant(
    'SV-75',
    'It replaces line ends by blanks.',
    given('setDirDescription', (args) => ({
      ...args,
      description: args.description.replaceAll('\n', ' '),
    })),
  ),
  mutant(
    'SV-76',
    'It returns the texts of a file in another order.',
    returning('getFileDescription', (texts) => texts.toReversed()),
  ),
  mutant('SV-77', 'It ignores new favorites.', ignoring('addToFavorites', 0n)),
  mutant('SV-78', 'It keeps removed favorites.', ignoring('removeFromFavorites', 0n)),
  mutant(
    'SV-79',
    'It lists the newest change first.',
    returning('getHistory', (changes) => changes.toReversed()),
  ),
  mutant(
    'SV-79',
    'It lists no renamed files in the history.',
    edit(
      'world/tree/tree.js',
      `this.history.record(node, 'renamed');`,
      `if (node.kind === 'folder') this.history.record(node, 'renamed');`,
    ),
  ),
  mutant(
    'SV-80',
    'It returns the id of the next change as that of the last one.',
    returning('getHistoryLastId', (id) => id + 1n),
  ),
  mutant(
    'SV-81',
    'It returns the change again after which newer ones are requested.',
    given('getHistoryFromId', (args) => ({ ...args, fromId: args.fromId - 1n })),
  ),
  mutant(
    'SV-82',
    'It answers the report of a download with a fault.',
    refusing('downloadFinished', () => true),
    ['SV-07'],
  ),
];
