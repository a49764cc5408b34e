import { edit, type Mutant, mutant } from '../../mutant.js';

const OPEN = 'toItems(call, world.access.children(account, openFolder(call, args)).all())';

/** Mutants: about folders that others may see. */
export const SHARING: readonly Mutant[] = [
  mutant(
    'SV-65',
    'It does not tell what may be changed.',
    edit('operations/sharing.js', 'whatMayChange(call.account),\n', ''),
  ),
  mutant(
    'SV-66',
    'It changes nothing of how a folder is shared but who gets in.',
    edit(
      'operations/sharing.js',
      '...properties,',
      '...world.sharing.properties(folder), shared: properties.shared,',
    ),
  ),
  mutant(
    'SV-67',
    'It knows no folder that is open.',
    edit('operations/sharing.js', 'return code;', 'return code || 1;'),
  ),
  mutant(
    'SV-68',
    'It takes a folder that is not there for one that is not shared.',
    edit(
      'world/sharing/shared-access.js',
      'if (!folder)\n            return 1;',
      'if (!folder)\n            return 5;',
    ),
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
    'It takes every password for right that begins with the one that was chosen.',
    edit('world/sharing/shared-access.js', '!sameSecret(chosen, password)', '!chosen.startsWith(password)'),
    ['SV-74'],
  ),
  mutant(
    'SV-72',
    'It decodes the code of a folder as its id alone.',
    edit('operations/links.js', 'world.links.password(node)}`', `''}\`.replace('/', '')`),
  ),
  mutant(
    'SV-73',
    'It lists only the folders in a shared folder.',
    edit('operations/sharing.js', OPEN, OPEN.replace('.all()', '.folders()')),
  ),
  mutant(
    'SV-74',
    'It lists what is in a folder without asking for passwords.',
    edit('operations/sharing.js', OPEN, 'toItems(call, anyFolder(call, args.dirId).children.all())'),
  ),
];
