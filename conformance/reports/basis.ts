import { OPERATIONS } from '../drivers/index.js';
import type { Report, RequirementResult, Status } from './report.js';
import type { NamedText } from './text/wording.js';

/** What a verdict rests on, and what it says nothing about: a text for each, in order. */
export function basisOf(report: Report): NamedText[] {
  const { corners, profile } = report;
  return [
    { name: 'Kept', text: keptText(report) },
    { name: 'Cases', text: String(casesOf(report)) },
    { name: 'Corner values', text: corners ? `${corners.met} of ${corners.of} met` : '' },
    { name: 'Behaviour', text: profile ?? '' },
    { name: 'Not claimed', text: notClaimed(report) },
    { name: 'Not exercised', text: notExercised(report) },
    { name: 'Left out', text: idsOf(withStatus(report, 'skipped')) },
  ].filter(({ text }) => text !== '');
}

/** Such as `48 of 52 requirements`. */
export const keptText = (report: Report): string =>
  `${withStatus(report, 'kept').length} of ${report.requirements.length} requirements`;

/** How many cases were run. Without a count, the requirements show that there were at least so many. */
export const casesOf = ({ cases, requirements }: Report): number =>
  cases ??
  Math.max(
    requirements.reduce((sum, { runs }) => sum + runs, 0),
    ...requirements.map(({ exercised }) => exercised),
  );

/** Whether the run ended before its first case. */
export const isWithoutCases = ({ requirements }: Report): boolean =>
  requirements.length > 0 &&
  requirements.every(({ status, runs }) => status === 'not-exercised' && runs === 0);

const withStatus = ({ requirements }: Report, status: Status): RequirementResult[] =>
  requirements.filter((result) => result.status === status);

const idsOf = (results: readonly RequirementResult[]): string => results.map(({ id }) => id).join(', ');

/** The operations that a client does not have, and the requirements that are about them. */
function notClaimed(report: Report): string {
  const ids = idsOf(withStatus(report, 'not-claimed'));
  const { subject } = report;
  if (ids === '' || subject.kind === 'server') return ids;
  const missing = OPERATIONS.filter((name) => !subject.operations.includes(name)).join(', ');
  return missing === '' ? ids : `${missing} (${ids})`;
}

function notExercised(report: Report): string {
  if (isWithoutCases(report)) return 'all, as no case was run';
  const results = withStatus(report, 'not-exercised');
  const unrun = results.filter(({ runs }) => runs === 0);
  const unseen = results.filter(({ runs }) => runs > 0);
  return [
    ...(unseen.length > 0 ? [`${idsOf(unseen)} (no case showed it)`] : []),
    ...(unrun.length > 0 ? [`${idsOf(unrun)} (no case was run for it)`] : []),
  ].join('; ');
}
