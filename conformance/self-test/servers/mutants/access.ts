import { edit } from '../../mutant.js';
import { answering, NOT_FOUND, refusing, returning } from '../decorate.js';
import { mutant, type ServerMutant } from '../server-mutant.js';

const AUTHENTICATED = 'const account = context.world.accounts.authenticate(args.login, args.password);';
const KNOWN = 'if (account.password === password || account.anyPassword)';

/** Mutants of the fake: who may come in, and what an account is. */
export const ACCESS: readonly ServerMutant[] = [
  mutant(
    'SV-01',
    'It returns false from isExistsLoginPassword for every password, and accepts the right one.',
    returning('isExistsLoginPassword', () => false),
    ['SV-08'],
  ),
  mutant(
    'SV-01',
    'It answers a successful login with a text.',
    returning('login', (text) => text || 'Welcome'),
    ['SV-08'],
  ),
  mutant(
    'SV-02',
    'It returns true from isExistsLoginPassword for every password.',
    returning('isExistsLoginPassword', () => true),
  ),
  mutant(
    'SV-03',
    'It reports the root as a file.',
    returning('getRoot', (root) => ({ ...root, directory: false })),
  ),
  mutant(
    'SV-04',
    'It reports accounts as banned.',
    returning('isAccountBanned', (banned) => !banned),
  ),
  mutant(
    'SV-05',
    'It returns the size of an account for any password.',
    answering('getSpaceLimit', async () => ({ value: 1_000_000n })),
  ),
  mutant(
    'SV-05',
    'It accepts an empty password.',
    edit(
      'world/accounts/accounts.js',
      KNOWN,
      `if (account.password === password || account.anyPassword || password === '')`,
    ),
    ['SV-02'],
  ),
  mutant(
    'SV-05',
    'It accepts passwords that begin with the right one.',
    edit(
      'world/accounts/accounts.js',
      KNOWN,
      'if (password.startsWith(account.password) || account.anyPassword)',
    ),
    ['SV-02'],
  ),
  mutant(
    'SV-06',
    'It performs a call, and only then checks the password.',
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
    'It sends faults without a detail.',
    edit('soap/response.js', 'if (fault.detail === undefined ||', 'if (true ||'),
  ),
  mutant(
    'SV-08',
    'It takes the name of an app as a part of the password.',
    edit('world/accounts/accounts.js', 'if (sent.app === undefined ||', 'if (true ||'),
  ),
  mutant(
    'SV-09',
    'It does not know the folder -1.',
    refusing('getItems', ({ dirId }) => dirId === -1n),
  ),
  mutant(
    'SV-09',
    'It knows the root only as -1.',
    answering('getItems', async (call, args) => {
      const root = await call('getRoot', args);
      const isRoot = 'value' in root && root.value.id === args.dirId;
      return isRoot ? NOT_FOUND : call('getItems', args);
    }),
  ),
];
