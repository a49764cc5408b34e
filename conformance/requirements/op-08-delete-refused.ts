import fc from 'fast-check';
import { filesThere } from '../scenarios/files.js';
import { onCall } from '../scenarios/rules.js';
import { situationsOf } from '../scenarios/situations.js';
import { explanations } from '../scenarios/troubles.js';
import { judgeFailedStep } from './reading/steps.js';
import type { Requirement } from './requirement.js';

export const deleteRefused: Requirement = {
  id: 'OP-08',
  title: 'A Fault in place of deleting is reported as a failure.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'deleteFile has no result: only a Fault tells that it failed' },
  needs: ['delete'],
  situations: () =>
    situationsOf(
      explanations(),
      (text) => ({ rules: [onCall(['deleteFile', 'deleteFileFinal'], { act: 'fault', text })] }),
      { files: filesThere(1, 1), steps: fc.constant([{ does: 'delete', file: 0 }]) },
    ),
  judge: (witnesses) =>
    judgeFailedStep(witnesses, 'delete', 'Deleting ended with a Fault', 'It should report a failure.'),
};
