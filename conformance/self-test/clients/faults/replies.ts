import { type ClientFault, CRASH, edit } from '../fault.js';

const UPLOAD =
  'const { id } = await client.upload(file, { name, dirId: BigInt(dirId), partSize: PART_SIZE });';

/** An upload that is claimed to have succeeded when it ended with a failure of a kind. */
const claimed = (condition: string) =>
  edit(
    'operations.js',
    UPLOAD,
    UPLOAD.replace(
      /;$/,
      `.catch((error) => {
        if (${condition}) return { id: 1n };
        throw error;
    });`,
    ),
  );

/** Faults in dealing with what the service answers. */
export const REPLIES: readonly ClientFault[] = [
  {
    rule: 'UP-32',
    what: 'It claims success whatever happens.',
    edits: [claimed('true')],
    consequences: [
      'UP-03',
      'UP-04',
      'UP-05',
      'UP-10',
      'UP-11',
      'UP-13',
      'UP-16',
      'UP-28',
      'UP-31',
      'UP-33',
      'UP-34',
      'UP-35',
      'UP-38',
      'UP-39',
      'UP-40',
      'UP-41',
      'UP-42',
      'UP-43',
      'UP-44',
      'UP-45',
      'UP-47',
      'UP-48',
      'UP-49',
      'UP-50',
    ],
  },
  {
    rule: 'UP-38',
    what: 'It takes a Fault for success.',
    edits: [claimed(`error.kind === 'fault'`)],
    consequences: ['UP-31', 'UP-32', 'UP-45'],
  },
  {
    rule: 'UP-39',
    what: 'It takes an answer that it cannot read for success.',
    edits: [claimed(`error.kind === 'unreadable'`)],
    consequences: ['UP-32', 'UP-40', 'UP-41'],
  },
  {
    rule: 'UP-40',
    what: 'It takes a connection that ended for success.',
    edits: [claimed(`error.kind === 'connection'`)],
    consequences: ['UP-32', 'UP-34', 'UP-48', 'UP-50'],
  },
  {
    rule: 'UP-41',
    what: 'It takes a number that is not there for a very large one.',
    edits: [
      edit(
        'service.js',
        'if (!isThere)',
        `if (!isThere && type === 'long') return 2n ** 40n;
    if (!isThere)`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-42',
    what: 'It knows one way to begin an answer.',
    edits: [
      edit(
        'soap-http.js',
        'const root = readXml(text);',
        `if (!/^(?:<\\?xml version='1.0' encoding='UTF-8'\\?>)?<S:Envelope xmlns:S="/.test(text)) throw new Error('it begins otherwise');
        const root = readXml(text);`,
      ),
    ],
    consequences: ['UP-43', 'UP-44'],
  },
  {
    rule: 'UP-43',
    what: 'It reads no CDATA, no default namespaces and nothing but UTF-8.',
    edits: [
      edit(
        'soap-http.js',
        'const root = readXml(text);',
        `if (/<!\\[CDATA\\[|\\sxmlns=|encoding=["'](?!utf-8)/i.test(text)) throw new Error('it is of a rare kind');
        const root = readXml(text);`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-44',
    what: 'It refuses whatever has an element that it does not know.',
    edits: [
      edit(
        'soap-http.js',
        'const root = readXml(text);',
        `const root = readXml(text);
        const look = ({ name, children }, depth) => {
            if (!['Envelope', 'Body', 'Fault', 'faultcode', 'faultstring', 'detail', 'return', 'item'].includes(name)
                && depth < 5 && !/Response$|Exception$/.test(name)) throw new Error(\`it has an element \${name}\`);
            for (const child of children) look(child, depth + 1);
        };
        look(root, 1);`,
      ),
    ],
    consequences: ['UP-43'],
  },
  {
    rule: 'UP-45',
    what: 'It comes to a bad end at a Fault with the status 200.',
    edits: [
      edit(
        'soap-http.js',
        'return readReply(bytes, response);',
        `const reply = readReply(bytes, response);
        if (response.status === 200 && isFault(reply)) ${CRASH}
        return reply;`,
      ),
    ],
    consequences: [],
  },
];
