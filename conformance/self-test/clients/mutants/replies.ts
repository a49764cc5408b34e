import { edit, type Mutant, mutant } from '../../mutant.js';
import { CRASH } from '../crash.js';

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

/** Mutants: in dealing with what the service answers. */
export const REPLIES: readonly Mutant[] = [
  mutant('UP-32', 'It always reports success.', claimed('true'), [
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
  ]),
  mutant('UP-38', 'It takes a Fault for success.', claimed(`error.kind === 'fault'`), [
    'UP-31',
    'UP-32',
    'UP-45',
  ]),
  mutant(
    'UP-39',
    'It takes an answer that it cannot read for success.',
    claimed(`error.kind === 'unreadable'`),
    ['UP-32', 'UP-40', 'UP-41'],
  ),
  mutant('UP-40', 'It takes a connection that ended for success.', claimed(`error.kind === 'connection'`), [
    'UP-32',
    'UP-34',
    'UP-48',
    'UP-50',
  ]),
  mutant(
    'UP-41',
    'It takes a number that is not there for a very large one.',
    edit(
      'service.js',
      'if (!isThere)',
      `if (!isThere && type === 'long') return 2n ** 40n;
    if (!isThere)`,
    ),
  ),
  mutant(
    'UP-42',
    'It knows one way to begin an answer.',
    edit(
      'soap-http.js',
      'const root = readXml(text);',
      `if (!/^(?:<\\?xml version='1.0' encoding='UTF-8'\\?>)?<S:Envelope xmlns:S="/.test(text)) throw new Error('it begins otherwise');
        const root = readXml(text);`,
    ),
    ['UP-43', 'UP-44'],
  ),
  mutant(
    'UP-43',
    'It reads no CDATA, no default namespaces and nothing but UTF-8.',
    edit(
      'soap-http.js',
      'const root = readXml(text);',
      `if (/<!\\[CDATA\\[|\\sxmlns=|encoding=["'](?!utf-8)/i.test(text)) throw new Error('it is of a rare kind');
        const root = readXml(text);`,
    ),
  ),
  mutant(
    'UP-44',
    'It refuses replies with an unknown element.',
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
    ['UP-43'],
  ),
  mutant(
    'UP-45',
    'It crashes at a Fault with status 200.',
    edit(
      'soap-http.js',
      'return readReply(bytes, response);',
      `const reply = readReply(bytes, response);
        if (response.status === 200 && isFault(reply)) ${CRASH}
        return reply;`,
    ),
  ),
];
