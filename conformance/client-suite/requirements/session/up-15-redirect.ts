import fc from 'fast-check';
import { judgeHonesty } from '../../reading/claims.js';
import type { ClientRequirement } from '../../requirement.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const redirect: ClientRequirement = {
  id: 'UP-15',
  title:
    'When the upload address leads on to another one (307), the file is uploaded there, or a failure is reported.',
  level: 'should',
  evidence: { source: 'client', about: 'upload hosts move; a redirect must not lose the file silently' },
  appliesTo: only('redirect'),
  explainedBy: TROUBLES,
  scenario: () =>
    scenarioOf(fc.constantFrom('', '&via=redirect'), (more) => ({
      rules: [
        onCall('getUploadFormUrl', {
          act: 'rewrite',
          template: `{scheme}://{host}{folder}/redirect.jsp?{query}${more}`,
        }),
      ],
    })),
  judge: (observation) =>
    judgeHonesty(
      observation,
      'The upload address answered with a redirect',
      'It should post to where the redirect leads, or report a failure.',
    ),
};
