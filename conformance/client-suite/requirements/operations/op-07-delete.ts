import fc from 'fast-check';
import { judgeStep } from '../../reading/steps.js';
import type { ClientRequirement } from '../../requirement.js';
import { filesThere } from '../../scenarios/files.js';
import { wideIds } from '../../scenarios/ids.js';
import { FIRST_ID, scenario } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

export const deletes: ClientRequirement = {
  id: 'OP-07',
  title: 'It deletes the file that it is asked to delete, and no other one.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'deleteFile and deleteFileFinal' },
  needs: ['delete'],
  appliesTo: undisturbed,
  explainedAnywhereBy: ['UP-17'],
  scenario: () =>
    scenario({
      files: filesThere(1, 3),
      folder: fc.constantFrom(null, 'Docs'),
      firstId: fc.oneof({ withCrossShrink: true }, fc.constant(FIRST_ID), wideIds()),
      steps: fc.constant([{ does: 'delete', file: 0 }]),
    }),
  judge: (observation) =>
    judgeStep(
      observation,
      'delete',
      ({ details: { id } }) => {
        const left = observation.account.files;
        if (left.some((file) => file.id === id))
          return `It claimed to have deleted the file ${id}, and the file is still there.`;
        const others = observation.case.files.length - 1;
        return left.length === others
          ? undefined
          : `It was to delete one file of ${others + 1}, and ${left.length} are left.`;
      },
      'It should delete just this file.',
    ),
};
