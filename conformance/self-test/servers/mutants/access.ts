import { edit, type Mutant, mutant } from '../../mutant.js';

const RIGHT = `=> complaint(context, args) === undefined`;
const AUTHENTICATED = 'const account = context.world.accounts.authenticate(args.login, args.password);';
const KNOWN = 'if (account.password === password || account.anyPassword)';
const LISTED = `const folder = world.access.folder(account, dirId, 'view');
    if (inBin(folder))`;

/** Mutants: about who may come in, and what an account is. */
export const ACCESS: readonly Mutant[] = [
  mutant(
    'SV-01',
    'It says of no password that it is right, and takes it all the same.',
    edit('operations/account.js', RIGHT, '=> complaint(context, args) === null'),
    ['SV-08'],
  ),
  mutant(
    'SV-01',
    'It welcomes whoever logs in by a text.',
    edit(
      'operations/account.js',
      `=> complaint(context, args) ?? ''`,
      `=> complaint(context, args) ?? 'Welcome'`,
    ),
    ['SV-08'],
  ),
  mutant(
    'SV-02',
    'It says of every password that it is right.',
    edit('operations/account.js', RIGHT, '=> true'),
  ),
  mutant(
    'SV-03',
    'It tells that the root is no folder.',
    edit('operations/items.js', 'directory: true,', 'directory: folder.parent !== undefined,'),
  ),
  mutant(
    'SV-04',
    'It takes all accounts for banned that are not.',
    edit('operations/account.js', '=> account.banned)', '=> !account.banned)'),
  ),
  mutant(
    'SV-05',
    'It tells whoever asks how large an account is.',
    edit(
      'operations/account.js',
      'getSpaceLimit: signedIn(({ account }) => account.quota)',
      'getSpaceLimit: () => 1000000n',
    ),
  ),
  mutant(
    'SV-05',
    'It takes an empty password for right.',
    edit(
      'world/accounts/accounts.js',
      KNOWN,
      `if (account.password === password || account.anyPassword || password === '')`,
    ),
    ['SV-02'],
  ),
  mutant(
    'SV-05',
    'It does not read passwords to their end.',
    edit(
      'world/accounts/accounts.js',
      KNOWN,
      'if (password.startsWith(account.password) || account.anyPassword)',
    ),
    ['SV-02'],
  ),
  mutant(
    'SV-06',
    'It does what it is asked for, and only then looks at the password.',
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
    ['SV-08'],
  ),
  mutant(
    'SV-07',
    'It sends its faults without a detail.',
    edit('soap/reply.js', 'if (fault.detail === undefined ||', 'if (true ||'),
  ),
  mutant(
    'SV-08',
    'It takes the name of an app for a part of the password.',
    edit('world/accounts/accounts.js', 'if (sent.app === undefined ||', 'if (true ||'),
  ),
  mutant(
    'SV-09',
    'It lists no folder -1.',
    edit('operations/browse.js', LISTED, `if (dirId === -1n) throw new FolderNotFound();\n    ${LISTED}`),
  ),
  mutant(
    'SV-09',
    'It knows the root by -1 alone.',
    edit(
      'operations/browse.js',
      LISTED,
      `if (dirId === account.root.id) throw new FolderNotFound();\n    ${LISTED}`,
    ),
  ),
];
