import { edit, type ServerFault } from '../fault.js';

const RIGHT = `=> complaint(context, args) === undefined`;
const AUTHENTICATED = 'const account = context.world.accounts.authenticate(args.login, args.password);';
const KNOWN = 'if (account.password === password || account.anyPassword)';
const LISTED = `const folder = world.access.folder(account, dirId, 'view');
    if (inBin(folder))`;

/** Faults about who may come in, and what an account is. */
export const ACCESS: readonly ServerFault[] = [
  {
    rule: 'SV-01',
    what: 'It says of no password that it is right, and takes it all the same.',
    edits: [edit('operations/account.js', RIGHT, '=> complaint(context, args) === null')],
    consequences: ['SV-08'],
  },
  {
    rule: 'SV-01',
    what: 'It welcomes whoever logs in by a text.',
    edits: [
      edit(
        'operations/account.js',
        `=> complaint(context, args) ?? ''`,
        `=> complaint(context, args) ?? 'Welcome'`,
      ),
    ],
    consequences: ['SV-08'],
  },
  {
    rule: 'SV-02',
    what: 'It says of every password that it is right.',
    edits: [edit('operations/account.js', RIGHT, '=> true')],
    consequences: [],
  },
  {
    rule: 'SV-03',
    what: 'It tells that the root is no folder.',
    edits: [edit('operations/items.js', 'directory: true,', 'directory: folder.parent !== undefined,')],
    consequences: [],
  },
  {
    rule: 'SV-04',
    what: 'It takes all accounts for banned that are not.',
    edits: [edit('operations/account.js', '=> account.banned)', '=> !account.banned)')],
    consequences: [],
  },
  {
    rule: 'SV-05',
    what: 'It tells whoever asks how large an account is.',
    edits: [
      edit(
        'operations/account.js',
        'getSpaceLimit: signedIn(({ account }) => account.quota)',
        'getSpaceLimit: () => 1000000n',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'SV-05',
    what: 'It takes an empty password for right.',
    edits: [
      edit(
        'world/accounts/accounts.js',
        KNOWN,
        `if (account.password === password || account.anyPassword || password === '')`,
      ),
    ],
    consequences: ['SV-02'],
  },
  {
    rule: 'SV-05',
    what: 'It does not read passwords to their end.',
    edits: [
      edit(
        'world/accounts/accounts.js',
        KNOWN,
        'if (password.startsWith(account.password) || account.anyPassword)',
      ),
    ],
    consequences: ['SV-02'],
  },
  {
    rule: 'SV-06',
    what: 'It does what it is asked for, and only then looks at the password.',
    edits: [
      edit(
        'operations/handler.js',
        AUTHENTICATED,
        `const named = context.world.accounts.get(args.login);
        if (named && args.password !== named.password) {
          const done = async () => await body({ ...context, account: named }, args);
          const refused = () => context.world.accounts.authenticate(args.login, args.password);
          return done().then(() => undefined, () => undefined).then(refused);
        }
        ${AUTHENTICATED}`,
      ),
    ],
    consequences: ['SV-08'],
  },
  {
    rule: 'SV-07',
    what: 'It sends its faults without a detail.',
    edits: [edit('soap/reply.js', 'if (fault.detail === undefined ||', 'if (true ||')],
    consequences: [],
  },
  {
    rule: 'SV-08',
    what: 'It takes the name of an app for a part of the password.',
    edits: [edit('world/accounts/accounts.js', 'if (sent.app === undefined ||', 'if (true ||')],
    consequences: [],
  },
  {
    rule: 'SV-09',
    what: 'It lists no folder -1.',
    edits: [
      edit('operations/browse.js', LISTED, `if (dirId === -1n) throw new FolderNotFound();\n    ${LISTED}`),
    ],
    consequences: [],
  },
  {
    rule: 'SV-09',
    what: 'It knows the root by -1 alone.',
    edits: [
      edit(
        'operations/browse.js',
        LISTED,
        `if (dirId === account.root.id) throw new FolderNotFound();\n    ${LISTED}`,
      ),
    ],
    consequences: [],
  },
];
