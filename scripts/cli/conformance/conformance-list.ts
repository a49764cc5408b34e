import { REQUIREMENTS } from '../../../conformance/client-suite/requirements/index.js';
import type { RequirementFacts } from '../../../conformance/engine/index.js';
import { evidenceText } from '../../../conformance/reports/index.js';
import { SERVER_REQUIREMENTS } from '../../../conformance/server-suite/index.js';

interface ListOptions {
  readonly json?: boolean;
}

/** The requirements for clients, as text or JSON. */
export function listRequirements({ json }: ListOptions): string {
  const facts = REQUIREMENTS.map(({ id, title, level, evidence, needs = [], needsConcurrency = 1 }) => ({
    id,
    title,
    level,
    evidence,
    needs,
    needsConcurrency,
  }));
  if (json) return listed(facts);
  const note = (needs: readonly string[]): string =>
    needs.length > 0 ? `; for clients that claim ${needs.join(', ')}` : '';
  return facts.map((each) => text(each, note(each.needs))).join('');
}

/** The requirements for servers, as text or JSON. */
export function listServerRequirements({ json }: ListOptions): string {
  const facts = SERVER_REQUIREMENTS.map(({ id, title, level, evidence, touches, assumption }) => ({
    id,
    title,
    level,
    evidence,
    ...(touches && { touches }),
    ...(assumption && { assumption }),
  }));
  if (json) return listed(facts);
  return facts.map((each) => text(each, each.touches ? '; touches the whole account' : '')).join('');
}

const listed = (facts: readonly object[]): string => `${JSON.stringify(facts, null, 2)}\n`;

const text = ({ id, level, title, evidence }: RequirementFacts, more: string): string =>
  `${id}  ${level.padEnd(6)}  ${title}\n               ${evidenceText(evidence)}${more}\n`;
