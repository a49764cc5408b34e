import { edit } from '../../mutant.js';
import { returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const OPEN = 'toItems(call, world.access.children(account, openFolder(call, args)).all())';

/** Mutants of the fake: folders that others may see. */
export const SHARING: readonly ServerMutant[] = [
  mutant(
    'SV-65',
    'It does not return which sharing properties may be changed.',
    returning('getFolderSharingProperties', (items) => items.slice(0, 1)),
  ),
  mutant(
    'SV-66',
    'It changes only the access to a shared folder, and no other property.',
    edit(
      'operations/sharing.js',
      '...properties,',
      '...world.sharing.properties(folder), shared: properties.shared,',
    ),
  ),
  mutant(
    'SV-67',
    'It opens no shared folder.',
    returning('checkSharedDirAccess', (code) => code || 1),
  ),
  mutant(
    'SV-68',
    'It reports a folder that does not exist as not shared.',
    returning('checkSharedDirAccess', (code) => (code === 1 ? 5 : code)),
  ),
  mutant(
    'SV-69',
    'It does not compare the generated password.',
    edit('world/sharing/shared-access.js', '4: generated !== undefined && !fits(generated)', '4: false'),
    ['SV-74'],
  ),
  mutant(
    'SV-70',
    'It opens folders that are not shared.',
    edit('world/sharing/shared-access.js', '5: share === undefined', '5: false'),
    ['SV-74'],
  ),
  mutant(
    'SV-71',
    'It accepts every password that the chosen one begins with.',
    edit('world/sharing/shared-access.js', '!sameSecret(chosen, password)', '!chosen.startsWith(password)'),
    ['SV-74'],
  ),
  mutant(
    'SV-72',
    'It decodes the code of a folder as its id alone.',
    returning('decodeId', (text) => text.replace(/\/.*/, '')),
  ),
  mutant(
    'SV-73',
    'It lists only the folders of a shared folder.',
    returning('getSharedDirItems', (items) => items.filter((item) => item?.directory)),
  ),
  mutant(
    'SV-74',
    'It lists a folder without checking passwords.',
    edit('operations/sharing.js', OPEN, 'toItems(call, anyFolder(call, args.dirId).children.all())'),
  ),
];
