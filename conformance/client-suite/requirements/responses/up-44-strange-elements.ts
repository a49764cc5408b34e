import { judgeSpelling, speltOtherwise } from '../../reading/spellings.js';
import type { ClientRequirement } from '../../requirement.js';
import { strangeElements } from '../../scenarios/dialects.js';
import { mainly } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const strangeElementsSurvive: ClientRequirement = {
  id: 'UP-44',
  title: 'Elements and headers that no description declares are ignored.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'services grow: jax3 has fields that jax2 has not' },
  appliesTo: mainly('strange elements', 'finish refused'),
  explainedBy: TROUBLES,
  scenario: () => speltOtherwise(strangeElements()),
  judge: judgeSpelling,
};
