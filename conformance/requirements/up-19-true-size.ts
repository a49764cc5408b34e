import fc from 'fast-check';
import { manyPartSizes, oneFile, smallSizes } from '../scenarios/files.js';
import { situations } from '../scenarios/situations.js';
import { askedUploads } from './reading/claims.js';
import { argumentOf } from './reading/journal.js';
import { startsIn } from './reading/recipe.js';
import { bytes } from './reading/texts.js';
import type { Requirement } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

export const trueSize: Requirement = {
  id: 'UP-19',
  title: 'It reserves the file with its true size.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: full size' },
  situations: () =>
    situations({
      files: oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
    }),
  judge(witnesses) {
    const [upload] = askedUploads(witnesses);
    const calls = startsIn(witnesses.journal);
    if (!upload || calls.length === 0) return NOT_EXERCISED;
    const size = String(upload.file.size);
    const wrong = calls.find((call) => argumentOf(call, 'fullSize') !== size);
    if (!wrong) return KEPT;
    return broken(
      `It reserved ${bytes(argumentOf(wrong, 'fullSize'))}.`,
      `It should reserve ${bytes(size)}, which is what the file has.`,
      [wrong],
    );
  },
};
