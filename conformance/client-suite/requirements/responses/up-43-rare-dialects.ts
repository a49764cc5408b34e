import { judgeSpelling, speltOtherwise } from '../../reading/spellings.js';
import type { ClientRequirement } from '../../requirement.js';
import { rareDialects } from '../../scenarios/dialects.js';
import { mainly } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const rareSpellings: ClientRequirement = {
  id: 'UP-43',
  title: 'Answers in a rare but legal spelling, such as UTF-16 or CDATA, are understood.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'XML allows more than some toolkits read' },
  appliesTo: mainly('rare spelling', 'finish refused'),
  explainedBy: TROUBLES,
  scenario: () => speltOtherwise(rareDialects()),
  judge: judgeSpelling,
};
