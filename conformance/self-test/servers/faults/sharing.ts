import { edit, type ServerFault } from '../fault.js';

const OPEN = 'toItems(call, world.access.children(account, openFolder(call, args)).all())';

/** Faults about folders that others may see. */
export const SHARING: readonly ServerFault[] = [
  {
    rule: 'SV-65',
    what: 'It does not tell what may be changed.',
    edits: [edit('operations/sharing.js', 'whatMayChange(call.account),\n', '')],
    consequences: [],
  },
  {
    rule: 'SV-66',
    what: 'It changes nothing of how a folder is shared but who gets in.',
    edits: [
      edit(
        'operations/sharing.js',
        '...properties,',
        '...world.sharing.properties(folder), shared: properties.shared,',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-67',
    what: 'It knows no folder that is open.',
    edits: [edit('operations/sharing.js', 'return code;', 'return code || 1;')],
    consequences: [],
  },
  {
    rule: 'SV-68',
    what: 'It takes a folder that is not there for one that is not shared.',
    edits: [
      edit(
        'world/sharing/shared-access.js',
        'if (!folder)\n            return 1;',
        'if (!folder)\n            return 5;',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-69',
    what: 'It does not compare the generated password.',
    edits: [
      edit('world/sharing/shared-access.js', '4: generated !== undefined && !fits(generated)', '4: false'),
    ],
    consequences: ['SV-74'],
  },
  {
    rule: 'SV-70',
    what: 'It opens folders that are not shared.',
    edits: [edit('world/sharing/shared-access.js', '5: share === undefined', '5: false')],
    consequences: ['SV-74'],
  },
  {
    rule: 'SV-71',
    what: 'It takes every password for right that begins with the one that was chosen.',
    edits: [
      edit('world/sharing/shared-access.js', '!sameSecret(chosen, password)', '!chosen.startsWith(password)'),
    ],
    consequences: ['SV-74'],
  },
  {
    rule: 'SV-72',
    what: 'It decodes the code of a folder as its id alone.',
    edits: [edit('operations/links.js', 'world.links.password(node)}`', `''}\`.replace('/', '')`)],
    consequences: [],
  },
  {
    rule: 'SV-73',
    what: 'It lists only the folders in a shared folder.',
    edits: [edit('operations/sharing.js', OPEN, OPEN.replace('.all()', '.folders()'))],
    consequences: [],
  },
  {
    rule: 'SV-74',
    what: 'It lists what is in a folder without asking for passwords.',
    edits: [edit('operations/sharing.js', OPEN, 'toItems(call, anyFolder(call, args.dirId).children.all())')],
    consequences: [],
  },
];
