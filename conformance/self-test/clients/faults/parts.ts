import { type ClientFault, CRASH, edit } from '../fault.js';

const FIELDS = 'resumableFirstByte: String(stretch.start) }';
const SEND = 'await sendParts(service, order, address, progress);';

/** Faults about the parts of a file. */
export const PARTS: readonly ClientFault[] = [
  {
    rule: 'UP-59',
    what: 'It sends the bytes of a part backwards when it sends it again.',
    edits: [
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
    ],
    consequences: [],
  },
  {
    rule: 'UP-15',
    what: 'It comes to a bad end at a redirect.',
    edits: [
      edit(
        'send-part.js',
        `const location = answer.headers.get('location');`,
        `const location = answer.headers.get('location'); ${CRASH}`,
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-21',
    what: 'It sends the name in a field of its own.',
    edits: [
      edit('send-part.js', FIELDS, 'resumableFirstByte: String(stretch.start), fileName: progress.name }'),
    ],
    consequences: [],
  },
  {
    rule: 'UP-21',
    what: 'It sends the bytes in a field of text.',
    edits: [
      edit('multipart.js', `; filename="\${quoted(fileName)}"`, ''),
      edit('multipart.js', "'Content-Type: application/octet-stream\\r\\n\\r\\n'", "'\\r\\n'"),
    ],
    consequences: ['UP-06', 'UP-07', 'UP-17', 'UP-32', 'UP-42', 'UP-43', 'UP-44', 'UP-46', 'UP-51'],
  },
  {
    rule: 'UP-22',
    what: 'It keeps the place of a part in 18 bits with a sign.',
    edits: [edit('send-part.js', FIELDS, 'resumableFirstByte: String((stretch.start << 14) >> 14) }')],
    consequences: ['UP-23', 'UP-37'],
  },
  {
    rule: 'UP-23',
    what: 'It leaves out a byte between the second part and the third.',
    edits: [
      edit(
        'source.js',
        'for (let start = 0; start < this.size; start += size)',
        'for (let start = 0; start < this.size; start += cuts.length === 2 ? size + 1 : size)',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-33',
    what: 'It comes to a bad end at a page that says no.',
    edits: [
      edit(
        'send-part.js',
        'judge(answer, text);',
        `if (!TAKEN.test(text)) ${CRASH}
    judge(answer, text);`,
      ),
    ],
    consequences: ['UP-32'],
  },
  {
    rule: 'UP-33',
    what: 'It takes an upload whose part was refused for done.',
    edits: [
      edit(
        'upload.js',
        SEND,
        `try { ${SEND} } catch (error) { if (error.kind === 'refused') return { id: progress.fileId }; throw error; }`,
      ),
    ],
    consequences: ['UP-32'],
  },
  {
    rule: 'UP-34',
    what: 'It comes to a bad end when the connection is lost.',
    edits: [
      edit(
        'send-part.js',
        'const answer = await wire.fetch(address, init);',
        `const answer = await wire.fetch(address, init).catch(async () => ${CRASH});`,
      ),
    ],
    consequences: ['UP-32', 'UP-49', 'UP-50'],
  },
];
