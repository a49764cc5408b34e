import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import { bytes } from '../../../reports/text/wording.js';
import { askedUploads } from '../../reading/claims.js';
import { argumentOf } from '../../reading/journal.js';
import { startsIn } from '../../reading/recipe.js';
import type { ClientRequirement } from '../../requirement.js';
import { manyPartSizes, oneFile, smallSizes } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { calm } from '../applicability.js';

export const trueSize: ClientRequirement = {
  id: 'UP-19',
  title: 'It reserves the file with its true size.',
  level: 'must',
  evidence: { source: 'howto', about: 'reserve a file id: full size' },
  meetsCorners: true,
  appliesTo: calm,
  explainedBy: ['UP-55'],
  scenario: () =>
    scenario({
      files: oneFile({ size: fc.oneof({ withCrossShrink: true }, smallSizes(), manyPartSizes()) }),
    }),
  judge(observation) {
    const files = askedUploads(observation).map(({ file }) => file);
    const calls = startsIn(observation.journal);
    if (files.length === 0 || calls.length === 0) return NOT_EXERCISED;
    for (const call of calls) {
      const named = files.filter(({ name }) => name === argumentOf(call, 'name'));
      const sizes = (named.length > 0 ? named : files).map(({ size }) => String(size));
      if (sizes.includes(argumentOf(call, 'fullSize'))) continue;
      return broken(
        `It reserved ${bytes(argumentOf(call, 'fullSize'))}.`,
        `It should reserve ${sizes.map(bytes).join(' or ')}, which is what the file has.`,
        [call],
      );
    }
    return KEPT;
  },
};
