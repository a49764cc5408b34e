import fc from 'fast-check';
import { bytes } from '../../../reports/text/wording.js';
import { judgeStep } from '../../reading/steps.js';
import { written } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

export const download: ClientRequirement = {
  id: 'OP-05',
  title: 'What it downloads has the very bytes that the account holds.',
  level: 'must',
  evidence: { source: 'client', about: 'getFileInfo, getDirectLink, GET' },
  needs: ['download'],
  appliesTo: undisturbed,
  explainedBy: ['OP-10'],
  explainedAnywhereBy: ['UP-17'],
  scenario: () =>
    scenario({
      files: fc.oneof(
        { withCrossShrink: true },
        filesThere(1, 2),
        filesThere(1, 1).map((files) => files.map((file) => ({ ...file, size: 0 }))),
      ),
      folder: fc.constantFrom(null, 'Docs'),
      steps: fc.constant([{ does: 'download', file: 0 }]),
    }),
  judge: (observation) =>
    judgeStep(
      observation,
      'download',
      ({ step: { file }, details }) => {
        if (details.written?.md5 === observation.digests[file]) return undefined;
        const size = bytes(observation.case.files[file]?.size ?? 0);
        return `It claimed to have downloaded ${size}, and wrote ${written(details.written)}.`;
      },
      'It should write all bytes of the file to the path that it was given.',
    ),
};
