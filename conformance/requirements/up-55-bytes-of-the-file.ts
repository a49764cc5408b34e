import fc from 'fast-check';
import { CONTENTS } from '../scenarios/corners/contents.js';
import { fileOf, smallSizes } from '../scenarios/files.js';
import { situations } from '../scenarios/situations.js';
import { fitting } from './applicability.js';
import { askedUploads } from './reading/claims.js';
import { bytes, theFile } from './reading/texts.js';
import type { Requirement } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

export const bytesOfTheFile: Requirement = {
  id: 'UP-55',
  title: 'The bytes arrive as they are in the file: line ends, zeros and all others.',
  level: 'must',
  evidence: { source: 'client', about: 'text modes, charsets and trimming change bytes' },
  meetsCorners: true,
  appliesTo: fitting,
  situations: () =>
    situations({
      files: fc
        .tuple(fileOf({ size: smallSizes() }), fc.constantFrom(...CONTENTS.map(({ value }) => value)))
        .map(([file, content]) => [{ ...file, content }]),
    }),
  judge(witnesses) {
    const { account, digests, journal } = witnesses;
    const uploads = askedUploads(witnesses);
    const [stranger] = account.files.filter(({ md5 }) => !digests.includes(md5));
    if (!stranger) return uploads.length === 0 || account.files.length === 0 ? NOT_EXERCISED : KEPT;
    const meant = uploads.find(({ isHeld }) => !isHeld)?.file;
    return broken(
      `It uploaded ${bytes(stranger.size)} that are others than those of ${meant ? theFile(meant) : 'the file'}.`,
      'It should send the bytes of the file, and change none of them.',
      journal.filter(({ kind }) => kind === 'part'),
    );
  },
};
