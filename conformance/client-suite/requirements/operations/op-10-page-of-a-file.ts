import fc from 'fast-check';
import { judgePage } from '../../reading/pages.js';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { scenario } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

export const pageOfAFile: ClientRequirement = {
  id: 'OP-10',
  title: 'It downloads a file from its direct link, and does not take the page of the file for the file.',
  level: 'must',
  evidence: { source: 'client', about: 'downloadLink is a page for people; getDirectLink leads to bytes' },
  needs: ['download'],
  appliesTo: undisturbed,
  scenario: () =>
    scenario({
      files: filesThere(1, 2),
      folder: fc.constantFrom(null, 'Docs'),
      steps: fc.constant([{ does: 'download', file: 0 }]),
    }),
  judge: (observation) =>
    judgePage(
      observation,
      'It should ask getDirectLink for the address of the bytes, and download from there.',
    ),
};
