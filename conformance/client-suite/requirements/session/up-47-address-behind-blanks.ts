import fc from 'fast-check';
import { judgeStop } from '../../reading/stopping.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { NO_ADDRESS } from './up-13-address-that-is-none.js';

export const addressBehindBlanks: ClientRequirement = {
  id: 'UP-47',
  title: 'It does not post to an address that has blanks before it, either.',
  // The blanks are part of the text. Some toolkits drop them before anybody sees them.
  level: 'should',
  evidence: { source: 'howto', about: 'upload address: valid only if it starts with http' },
  appliesTo: only('blanks before the address'),
  // One that looks at no address looks at no blanks.
  explainedAnywhereBy: ['UP-13'],
  scenario: () =>
    scenarioOf(fc.constantFrom(' {return}', '\t{return}', '\n  {return}'), (template) => ({
      rules: [onCall('getUploadFormUrl', { act: 'rewrite', template })],
    })),
  judge: (observation) => judgeStop(observation, NO_ADDRESS),
};
