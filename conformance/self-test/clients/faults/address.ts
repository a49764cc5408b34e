import { type ClientFault, edit } from '../fault.js';

const KEY = `service.call('createUploadSessionKey', { dirId }, signal)`;
const PLACE = 'const place = { dataCenterId: Number(dataCenter), sessionKey };';
const IS_ADDRESS = '!/^https?:\\/\\//i.test(address)';
const ADDRESS = 'return address.trim();';

/** Faults on the way to the upload address. */
export const ADDRESSES: readonly ClientFault[] = [
  {
    rule: 'UP-08',
    what: 'It takes 0 for the root first, and -1 only when that does not work.',
    edits: [
      edit(
        'upload.js',
        KEY,
        `((await ${KEY.replace('dirId', 'dirId: dirId === -1n ? 0n : dirId')}) || (await ${KEY}))`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-09',
    what: 'It asks for a session key for the root whatever the folder.',
    edits: [edit('upload.js', KEY, KEY.replace('dirId', 'dirId: -1n'))],
    consequences: [],
  },
  {
    rule: 'UP-10',
    what: 'It goes on with an empty session key.',
    edits: [edit('upload.js', `if (sessionKey === '')`, 'if (sessionKey === null)')],
    consequences: [],
  },
  {
    rule: 'UP-11',
    what: 'It stops at the data center 0, and not at negative ones.',
    edits: [edit('upload.js', 'if (dataCenter <= 0n)', 'if (dataCenter === 0n)')],
    consequences: [],
  },
  {
    rule: 'UP-12',
    what: 'It escapes the session key as if it were to stand in an address.',
    edits: [
      edit('upload.js', PLACE, PLACE.replace('sessionKey', 'sessionKey: encodeURIComponent(sessionKey)')),
    ],
    consequences: [],
  },
  {
    rule: 'UP-12',
    what: 'It asks for the address with the data center 1 whatever it was told.',
    edits: [edit('upload.js', PLACE, PLACE.replace('Number(dataCenter)', '1'))],
    consequences: [],
  },
  {
    rule: 'UP-13',
    what: 'It makes an address of http of whatever it gets.',
    edits: [
      edit('upload.js', IS_ADDRESS, 'false'),
      edit('upload.js', ADDRESS, `return address.replace(/^.*:\\/\\/|^\\/\\/|^(?=\\w)/, 'http://');`),
    ],
    consequences: ['UP-47'],
  },
  {
    rule: 'UP-14',
    what: 'It keeps only what it knows of the query of the address.',
    edits: [
      edit(
        'upload.js',
        ADDRESS,
        `return address.trim().replace(/\\?[^#]*/, (query) => \`?\${query.match(/\\b(?:sId|dcId)=[^&]*/g).join('&')}\`);`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-14',
    what: 'It takes the fragment of the address for a part of the query.',
    edits: [edit('upload.js', ADDRESS, `return address.trim().replace('#', '%23');`)],
    consequences: [],
  },
  {
    rule: 'UP-24',
    what: 'It adds the login to the query of the upload address.',
    edits: [
      edit(
        'upload.js',
        ADDRESS,
        `const { login } = service.target;
    return address.trim().replace(/$|#/, (end) => \`&login=\${encodeURIComponent(login)}\${end}\`);`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-47',
    what: 'It drops the blanks before an address before it looks at it.',
    edits: [edit('upload.js', IS_ADDRESS, '!/^\\s*https?:\\/\\//i.test(address)')],
    consequences: [],
  },
];
