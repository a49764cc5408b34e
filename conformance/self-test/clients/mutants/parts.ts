import { edit, type Mutant, mutant } from '../../mutant.js';
import { CRASH } from '../crash.js';

const FIELDS = 'resumableFirstByte: String(stretch.start) }';
const SEND = 'await sendParts(service, order, address, progress);';

/** Mutants: about the parts of a file. */
export const PARTS: readonly Mutant[] = [
  mutant(
    'UP-59',
    'It sends the bytes of a part backwards when it sends it again.',
    edit(
      'send-part.js',
      'progress.name, () => source.read(stretch));',
      `progress.name, backwardsAgain(() => source.read(stretch)));
    function backwardsAgain(read) {
        let times = 0;
        return async function* () {
            const again = times++ > 0;
            for await (const piece of read()) yield again ? Buffer.from(piece).reverse() : piece;
        };
    }`,
    ),
  ),
  mutant(
    'UP-15',
    'It crashes at a redirect.',
    edit(
      'send-part.js',
      `const location = answer.headers.get('location');`,
      `const location = answer.headers.get('location'); ${CRASH}`,
    ),
  ),
  mutant(
    'UP-21',
    'It sends the name in an additional field.',
    edit('send-part.js', FIELDS, 'resumableFirstByte: String(stretch.start), fileName: progress.name }'),
  ),
  mutant(
    'UP-21',
    'It sends the bytes in a field of text.',
    [
      edit('multipart.js', `; filename="\${quoted(fileName)}"`, ''),
      edit('multipart.js', "'Content-Type: application/octet-stream\\r\\n\\r\\n'", "'\\r\\n'"),
    ],
    ['UP-06', 'UP-07', 'UP-17', 'UP-32', 'UP-42', 'UP-43', 'UP-44', 'UP-46', 'UP-51'],
  ),
  mutant(
    'UP-22',
    'It keeps the place of a part in 18 bits with a sign.',
    edit('send-part.js', FIELDS, 'resumableFirstByte: String((stretch.start << 14) >> 14) }'),
    ['UP-23', 'UP-37'],
  ),
  mutant(
    'UP-23',
    'It leaves out a byte between the second part and the third.',
    edit(
      'source.js',
      'for (let start = 0; start < this.size; start += size)',
      'for (let start = 0; start < this.size; start += cuts.length === 2 ? size + 1 : size)',
    ),
  ),
  mutant(
    'UP-33',
    'It crashes at a page that refuses the part.',
    edit(
      'send-part.js',
      'judge(answer, text);',
      `if (!TAKEN.test(text)) ${CRASH}
    judge(answer, text);`,
    ),
    ['UP-32'],
  ),
  mutant(
    'UP-33',
    'It takes an upload whose part was refused for done.',
    edit(
      'upload.js',
      SEND,
      `try { ${SEND} } catch (error) { if (error.kind === 'refused') return { id: progress.fileId }; throw error; }`,
    ),
    ['UP-32'],
  ),
  mutant(
    'UP-34',
    'It crashes when the connection is lost.',
    edit(
      'send-part.js',
      'const answer = await wire.fetch(address, init);',
      `const answer = await wire.fetch(address, init).catch(async () => ${CRASH});`,
    ),
    ['UP-32', 'UP-49', 'UP-50'],
  ),
];
