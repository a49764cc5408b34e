import fc from 'fast-check';
import { resultOf } from '../../reading/results.js';
import { judgeStep } from '../../reading/steps.js';
import { quoted } from '../../reading/texts.js';
import type { ClientRequirement } from '../../requirement.js';
import { wideIds } from '../../scenarios/ids.js';
import { names } from '../../scenarios/names.js';
import { FIRST_ID, scenario } from '../../scenarios/scenario.js';
import { undisturbed } from '../applicability.js';

export const createFolder: ClientRequirement = {
  id: 'OP-03',
  title: 'It makes the folder that it is asked for, and tells its id.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'createNewFolder answers with the id of the folder' },
  needs: ['createFolder'],
  appliesTo: undisturbed,
  explainedAnywhereBy: ['UP-17'],
  scenario: () =>
    scenario({
      files: fc.constant([]),
      folder: fc.constantFrom(null, 'Docs'),
      firstId: fc.oneof({ withCrossShrink: true }, fc.constant(FIRST_ID), wideIds()),
      steps: names().map((name) => [{ does: 'createFolder', name: `new ${name}` }]),
    }),
  judge: (observation) =>
    judgeStep(
      observation,
      'createFolder',
      ({ said, step: { name }, details: { id: parent = '-1' } }) => {
        const made = observation.account.folders.find(
          (folder) => folder.name === name && folder.parentId === parent,
        );
        if (!made) return `It claimed to have made the folder ${quoted(name)}, and it is not there.`;
        const told = resultOf(said, 'createFolder')?.dirId;
        return told === made.id ? undefined : `The new folder has the id ${made.id}, and it told ${told}.`;
      },
      'It should make the folder under this name in the folder that it was given, and report the id of the response.',
    ),
};
