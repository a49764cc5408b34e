import fc from 'fast-check';
import { NOT_EXERCISED } from '../../../engine/judgement.js';
import { judgeHonesty } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenario } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const looksWhetherItIsThere: ClientRequirement = {
  id: 'UP-31',
  title: 'After the upload it looks whether the file is there, and notices when it is not.',
  // Nothing asks for it: uploadFinishFile has said that all is well.
  level: 'may',
  evidence: { source: 'client', about: 'clients that ask for the item or its link afterwards' },
  appliesTo: only('finish stores nothing'),
  explainedBy: [...TROUBLES, 'UP-56'],
  scenario: () =>
    scenario({ rules: fc.constant([onCall('uploadFinishFile', { act: 'return', value: '' })]) }),
  judge(observation) {
    if (callsOf(observation.journal, 'uploadFinishFile').length === 0) return NOT_EXERCISED;
    return judgeHonesty(
      observation,
      'uploadFinishFile said that all was well and stored nothing',
      'It may ask for the file once it is uploaded, as with getFileInfo, and report a failure when it is not there.',
    );
  },
};
