import { strangeElements } from '../scenarios/dialects.js';
import { judgeSpelling, speltOtherwise } from './reading/spellings.js';
import type { Requirement } from './requirement.js';

export const strangeElementsSurvive: Requirement = {
  id: 'UP-44',
  title: 'Elements and headers that no description tells of are passed over.',
  level: 'should',
  evidence: { source: 'wsdl', about: 'services grow: jax3 has fields that jax2 has not' },
  situations: () => speltOtherwise(strangeElements()),
  judge: judgeSpelling,
};
