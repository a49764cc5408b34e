import { edit, type Mutant, mutant } from '../../mutant.js';

const FINISH = `const problem = await service.call('uploadFinishFile', { fileId, md5 }, signal);`;
const PROBLEM = `throw new Failure('refused', \`the service did not join the parts: \${problem}\`);`;

/** Mutants: at the end of an upload. */
export const FINISHES: readonly Mutant[] = [
  mutant(
    'UP-26',
    'It finishes each upload twice.',
    edit('upload.js', FINISH, `${FINISH} await service.call('uploadFinishFile', { fileId, md5 }, signal);`),
  ),
  mutant(
    'UP-27',
    'It sends the digest of the first 128 kB.',
    edit(
      'upload.js',
      'const md5 = await order.source.md5(order.signal);',
      'const { source } = order; const md5 = await new source.constructor(Math.min(source.size, 131_070), source.bytes).md5();',
    ),
  ),
  mutant(
    'UP-28',
    'It takes any answer of uploadFinishFile for success.',
    edit('upload.js', PROBLEM, 'return { id: fileId };'),
    ['UP-32', 'UP-35', 'UP-42', 'UP-43', 'UP-44'],
  ),
  mutant(
    'UP-29',
    'It does not report the text of uploadFinishFile.',
    edit('upload.js', PROBLEM, `throw new Failure('refused', 'the service did not join the parts');`),
  ),
  mutant(
    'UP-30',
    'It takes an answer of uploadFinishFile that is not there for a failure.',
    edit(
      'service.js',
      `return '';`,
      `return reading.of === 'uploadFinishFile' && element === undefined ? 'nothing' : '';`,
    ),
    ['UP-43'],
  ),
  mutant(
    'UP-52',
    'It takes nil for a text.',
    edit(
      'service.js',
      `return '';`,
      `return reading.of === 'uploadFinishFile' && element?.isNil ? 'nil' : '';`,
    ),
    ['UP-43'],
  ),
  mutant(
    'UP-31',
    'It does not look whether the file is there.',
    edit('upload.js', 'return await storedFile(service, order, progress, md5);', 'return { id: fileId };'),
  ),
  mutant(
    'UP-35',
    'It does not believe uploadFinishFile that the bytes are others.',
    edit(
      'upload.js',
      PROBLEM,
      `{ if (/^The (?:MD5|file is not|parts)/.test(problem)) return { id: fileId }; ${PROBLEM} }`,
    ),
    ['UP-32'],
  ),
];
