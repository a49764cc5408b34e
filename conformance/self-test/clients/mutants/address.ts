import { edit, type Mutant, mutant } from '../../mutant.js';

const KEY = `service.call('createUploadSessionKey', { dirId }, signal)`;
const PLACE = 'const place = { dataCenterId: Number(dataCenter), sessionKey };';
const IS_ADDRESS = '!/^https?:\\/\\//i.test(address)';
const ADDRESS = 'return address.trim();';

/** Mutants: on the way to the upload address. */
export const ADDRESSES: readonly Mutant[] = [
  mutant(
    'UP-08',
    'It takes 0 for the root first, and -1 only when that does not work.',
    edit(
      'upload.js',
      KEY,
      `((await ${KEY.replace('dirId', 'dirId: dirId === -1n ? 0n : dirId')}) || (await ${KEY}))`,
    ),
  ),
  mutant(
    'UP-09',
    'It asks for a session key for the root in any folder.',
    edit('upload.js', KEY, KEY.replace('dirId', 'dirId: -1n')),
  ),
  mutant(
    'UP-10',
    'It goes on with an empty session key.',
    edit('upload.js', `if (sessionKey === '')`, 'if (sessionKey === null)'),
  ),
  mutant(
    'UP-11',
    'It stops at the data center 0, and not at negative ones.',
    edit('upload.js', 'if (dataCenter <= 0n)', 'if (dataCenter === 0n)'),
  ),
  mutant(
    'UP-12',
    'It escapes the session key as if it were to stand in an address.',
    edit('upload.js', PLACE, PLACE.replace('sessionKey', 'sessionKey: encodeURIComponent(sessionKey)')),
  ),
  mutant(
    'UP-12',
    'It asks for the address with data center 1, and ignores the returned one.',
    edit('upload.js', PLACE, PLACE.replace('Number(dataCenter)', '1')),
  ),
  mutant(
    'UP-13',
    'It turns any text into an http address.',
    [
      edit('upload.js', IS_ADDRESS, 'false'),
      edit('upload.js', ADDRESS, `return address.replace(/^.*:\\/\\/|^\\/\\/|^(?=\\w)/, 'http://');`),
    ],
    ['UP-47'],
  ),
  mutant(
    'UP-14',
    'It keeps only what it knows of the query of the address.',
    edit(
      'upload.js',
      ADDRESS,
      `return address.trim().replace(/\\?[^#]*/, (query) => \`?\${query.match(/\\b(?:sId|dcId)=[^&]*/g).join('&')}\`);`,
    ),
  ),
  mutant(
    'UP-14',
    'It takes the fragment of the address for a part of the query.',
    edit('upload.js', ADDRESS, `return address.trim().replace('#', '%23');`),
  ),
  mutant(
    'UP-24',
    'It adds the login to the query of the upload address.',
    edit(
      'upload.js',
      ADDRESS,
      `const { login } = service.target;
    return address.trim().replace(/$|#/, (end) => \`&login=\${encodeURIComponent(login)}\${end}\`);`,
    ),
  ),
  mutant(
    'UP-47',
    'It drops the blanks before an address before it looks at it.',
    edit('upload.js', IS_ADDRESS, '!/^\\s*https?:\\/\\//i.test(address)'),
  ),
];
