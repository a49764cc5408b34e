import fc from 'fast-check';
import { judgeSuccess } from '../../reading/claims.js';
import type { ClientRequirement } from '../../requirement.js';
import { oneFile } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { empty } from '../applicability.js';
import { UPLOADING } from '../causes.js';

export const emptyFile: ClientRequirement = {
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
};
