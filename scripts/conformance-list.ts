import { evidenceText } from '../conformance/reports/wording.js';
import { REQUIREMENTS } from '../conformance/requirements/index.js';

/** The requirements for a person, or for a program. */
export function listRequirements({ json }: { readonly json: boolean }): string {
  const facts = REQUIREMENTS.map(({ id, title, level, evidence, needs = [], needsConcurrency = 1 }) => ({
    id,
    title,
    level,
    evidence,
    needs,
    needsConcurrency,
  }));
  if (json) return `${JSON.stringify(facts, null, 2)}\n`;
  return facts
    .map(({ id, level, title, evidence, needs }) => {
      const only = needs.length > 0 ? `; for clients that claim ${needs.join(', ')}` : '';
      return `${id}  ${level.padEnd(6)}  ${title}\n               ${evidenceText(evidence)}${only}\n`;
    })
    .join('');
}
