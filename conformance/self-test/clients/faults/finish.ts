import { type ClientFault, edit } from '../fault.js';

const FINISH = `const problem = await service.call('uploadFinishFile', { fileId, md5 }, signal);`;
const PROBLEM = `throw new Failure('refused', \`the service did not join the parts: \${problem}\`);`;

/** Faults at the end of an upload. */
export const FINISHES: readonly ClientFault[] = [
  {
    rule: 'UP-26',
    what: 'It finishes each upload twice.',
    edits: [
      edit('upload.js', FINISH, `${FINISH} await service.call('uploadFinishFile', { fileId, md5 }, signal);`),
    ],
    consequences: [],
  },
  {
    rule: 'UP-27',
    what: 'It sends the digest of the first 128 kB.',
    edits: [
      edit(
        'upload.js',
        'const md5 = await order.source.md5(order.signal);',
        'const { source } = order; const md5 = await new source.constructor(Math.min(source.size, 131_070), source.bytes).md5();',
      ),
    ],
    consequences: [],
  },
  {
    rule: 'UP-28',
    what: 'It takes whatever uploadFinishFile says for success.',
    edits: [edit('upload.js', PROBLEM, 'return { id: fileId };')],
    consequences: ['UP-32', 'UP-35', 'UP-42', 'UP-43', 'UP-44'],
  },
  {
    rule: 'UP-29',
    what: 'It does not tell what uploadFinishFile says.',
    edits: [
      edit('upload.js', PROBLEM, `throw new Failure('refused', 'the service did not join the parts');`),
    ],
    consequences: [],
  },
  {
    rule: 'UP-30',
    what: 'It takes an answer of uploadFinishFile that is not there for a failure.',
    edits: [
      edit(
        'service.js',
        `return '';`,
        `return reading.of === 'uploadFinishFile' && element === undefined ? 'nothing' : '';`,
      ),
    ],
    consequences: ['UP-43'],
  },
  {
    rule: 'UP-52',
    what: 'It takes nil for a text.',
    edits: [
      edit(
        'service.js',
        `return '';`,
        `return reading.of === 'uploadFinishFile' && element?.isNil ? 'nil' : '';`,
      ),
    ],
    consequences: ['UP-43'],
  },
  {
    rule: 'UP-31',
    what: 'It does not look whether the file is there.',
    edits: [
      edit('upload.js', 'return await storedFile(service, order, progress, md5);', 'return { id: fileId };'),
    ],
    consequences: [],
  },
  {
    rule: 'UP-35',
    what: 'It does not believe uploadFinishFile that the bytes are others.',
    edits: [
      edit(
        'upload.js',
        PROBLEM,
        `{ if (/^The (?:MD5|file is not|parts)/.test(problem)) return { id: fileId }; ${PROBLEM} }`,
      ),
    ],
    consequences: ['UP-32'],
  },
];
