import fc from 'fast-check';
import { judgeFailedStep } from '../../reading/steps.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';

export const folderRefused: ClientRequirement = {
  id: 'OP-04',
  title: 'When a folder is not made (0, -1 or -2), it reports a failure.',
  level: 'must',
  evidence: { source: 'client', about: 'createNewFolder: 0 denied, -1 there already, -2 no parent' },
  needs: ['createFolder'],
  scenario: () =>
    scenarioOf(
      fc.constantFrom('0', '-1', '-2'),
      (value) => ({ rules: [onCall('createNewFolder', { act: 'return', value })] }),
      { files: fc.constant([]), steps: fc.constant([{ does: 'createFolder', name: 'New' }]) },
    ),
  judge: (observation) =>
    judgeFailedStep(
      observation,
      'createFolder',
      'createNewFolder answered with a number below 1',
      'No folder was made: it should report a failure.',
    ),
};
