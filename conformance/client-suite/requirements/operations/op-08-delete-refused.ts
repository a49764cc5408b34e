import fc from 'fast-check';
import { FAULT } from '../../reading/controls.js';
import { judgeFailedStep } from '../../reading/steps.js';
import type { ClientRequirement } from '../../requirement.js';
import { explanations } from '../../scenarios/acts.js';
import { filesThere } from '../../scenarios/files.js';
import { onCall } from '../../scenarios/rules.js';
import { plainCase, scenarioOf } from '../../scenarios/scenario.js';

const FAILING = [onCall('uploadFinishFile', FAULT), onCall('getFreeSpace', FAULT)];

export const deleteRefused: ClientRequirement = {
  id: 'OP-08',
  title: 'A Fault in place of deleting is reported as a failure.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'deleteFile has no result: only a Fault tells that it failed' },
  needs: ['delete'],
  // Who passes over a Fault at a step of uploading does so here.
  explainedByControls: {
    ids: ['UP-38'],
    casesLike: ({ version }) => FAILING.map((rule) => ({ ...plainCase(version), rules: [rule] })),
  },
  scenario: () =>
    scenarioOf(
      explanations(),
      (text) => ({ rules: [onCall(['deleteFile', 'deleteFileFinal'], { act: 'fault', text })] }),
      { files: filesThere(1, 1), steps: fc.constant([{ does: 'delete', file: 0 }]) },
    ),
  judge: (observation) =>
    judgeFailedStep(observation, 'delete', 'Deleting ended with a Fault', 'It should report a failure.'),
};
