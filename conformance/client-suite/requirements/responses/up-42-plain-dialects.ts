import { judgeSpelling, speltOtherwise } from '../../reading/spellings.js';
import type { ClientRequirement } from '../../requirement.js';
import { plainDialects } from '../../scenarios/dialects.js';
import { mainly } from '../applicability.js';
import { TROUBLES } from '../causes.js';

export const plainSpellings: ClientRequirement = {
  id: 'UP-42',
  title: 'Answers in another legal spelling, such as with other prefixes, are understood.',
  level: 'must',
  evidence: { source: 'wsdl', about: 'XML and SOAP leave open how an answer is spelt' },
  appliesTo: mainly('plain spelling', 'finish refused'),
  explainedBy: TROUBLES,
  scenario: () => speltOtherwise(plainDialects()),
  judge: judgeSpelling,
};
