import fc, { type Arbitrary } from 'fast-check';
import { judgeSuccess } from '../../reading/claims.js';
import type { ClientRequirement } from '../../requirement.js';
import type { ConformanceCase } from '../../scenarios/case.js';
import { anySizes, oneFile, severalFiles } from '../../scenarios/files.js';
import { ROOMY, scenario, scenarioOf } from '../../scenarios/scenario.js';
import { atLimit, empty, fitting } from '../applicability.js';
import { RECIPE, UPLOADING } from '../causes.js';

/** Files that are just as large as they may be. */
const justFitting = (limit: keyof ConformanceCase['account']): Arbitrary<ConformanceCase> =>
  scenarioOf(oneFile(), (files) => ({ files, account: { ...ROOMY, [limit]: String(files[0]?.size ?? 0) } }));

/** Files that keep to the limits are uploaded: plain ones, empty ones, and those as large as a limit. */
export const WHAT_FITS: readonly ClientRequirement[] = [
  {
    id: 'UP-06',
    title: 'A file that is just as large as the free space is uploaded.',
    level: 'must',
    evidence: { source: 'howto', about: 'free space: what fits can be uploaded' },
    appliesTo: atLimit('freeSpace'),
    explainedBy: UPLOADING,
    scenario: () => justFitting('freeSpace'),
    judge: (observation) =>
      judgeSuccess(
        observation,
        'It should upload the file, as it has no byte too many: just as many are free.',
      ),
  },
  {
    id: 'UP-07',
    title: 'A file that is just as large as a file may be is uploaded.',
    level: 'must',
    evidence: { source: 'howto', about: 'limit per file: the limit is the largest size that is allowed' },
    appliesTo: atLimit('maxFileSize'),
    explainedBy: UPLOADING,
    scenario: () => justFitting('maxFileSize'),
    judge: (observation) =>
      judgeSuccess(
        observation,
        'It should upload the file, as it has no byte too many: just as many are allowed.',
      ),
  },
  {
    id: 'UP-25',
    title: 'A file without a single byte is uploaded, too.',
    level: 'should',
    evidence: { source: 'client', about: 'empty files are files' },
    appliesTo: empty,
    explainedBy: UPLOADING,
    scenario: () =>
      scenario({ files: oneFile({ size: fc.constant(0) }), folder: fc.constantFrom(null, 'Docs') }),
    judge: (observation) =>
      judgeSuccess(observation, 'It should reserve no bytes, send none or one part without any, and finish.'),
  },
  {
    id: 'UP-53',
    title: 'A file that fits is uploaded byte by byte, for any name, folder, size and content.',
    level: 'must',
    evidence: { source: 'howto', about: 'the steps, one after the other, end with the file in the account' },
    meetsCorners: true,
    appliesTo: fitting,
    explainedBy: RECIPE,
    scenario: () =>
      scenario({
        files: fc.oneof({ withCrossShrink: true }, oneFile({ size: anySizes() }), severalFiles(2, 3)),
        folder: fc.constantFrom(null, 'Docs'),
      }),
    judge: (observation) =>
      judgeSuccess(observation, 'It should upload the file: it fits, and the service does everything well.'),
  },
];
