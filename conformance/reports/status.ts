import { atLeast, causeOf, causesOf, type Deciding } from '../engine/index.js';
import type { Report, ReportVerdict, RequirementResult, Status } from './report.js';
import { counted } from './text/wording.js';

/** How reports present a status to people, and to machines that only know passed, failed and left out. */
export interface StatusFacts {
  readonly word: string;
  /** `doubt`: worth a look; `quiet`: says nothing about the client or server. */
  readonly tone: 'good' | 'bad' | 'doubt' | 'quiet';
  /** `noted`: a finding that decides nothing. `error`: the requirement could not be judged. */
  readonly counts: 'passed' | 'failed' | 'noted' | 'error' | 'left out';
  /** The reason, for those that need one. */
  readonly why: string;
}

/** In the order in which people want to read them. */
export const STATUSES: Readonly<Record<Status, StatusFacts>> = {
  broken: { word: 'broken', tone: 'bad', counts: 'failed', why: '' },
  'unexpectedly-kept': {
    word: 'unexpectedly kept',
    tone: 'bad',
    counts: 'failed',
    why: 'It is kept, although the list of known failures says otherwise: take it off the list.',
  },
  error: { word: 'not judged', tone: 'doubt', counts: 'error', why: 'It could not be judged.' },
  'known-failure': {
    word: 'known failure',
    tone: 'doubt',
    counts: 'noted',
    why: 'It is broken, as the list of known failures says.',
  },
  kept: { word: 'kept', tone: 'good', counts: 'passed', why: '' },
  'not-exercised': { word: 'not exercised', tone: 'quiet', counts: 'left out', why: 'No case showed it.' },
  'not-claimed': {
    word: 'not claimed',
    tone: 'quiet',
    counts: 'left out',
    why: 'What it is about is not claimed.',
  },
  skipped: { word: 'skipped', tone: 'quiet', counts: 'left out', why: 'It was left out by choice.' },
};

/** Every status, in the order in which reports list them. */
export const ALL_STATUSES = Object.keys(STATUSES) as readonly Status[];

/** How reports word and colour each verdict. */
export const VERDICTS: Readonly<
  Record<ReportVerdict, { readonly word: string; readonly tone: 'good' | 'bad' | 'doubt' }>
> = {
  conforming: { word: 'conforming', tone: 'good' },
  'not-conforming': { word: 'not conforming', tone: 'bad' },
  undecided: { word: 'undecided', tone: 'doubt' },
};

const NOTED: StatusFacts = { ...STATUSES.broken, tone: 'doubt', counts: 'noted' };

/** The facts of a result in its report. */
export function factsOf(report: Deciding, result: RequirementResult): StatusFacts {
  if (result.status !== 'broken') return STATUSES[result.status];
  if (!atLeast(result.level, report.level))
    return { ...NOTED, why: 'It is broken, but its level does not decide the verdict.' };
  const cause = causeOf(report, result);
  return cause ? { ...NOTED, why: `It follows from ${cause.id}, and decides nothing.` } : STATUSES.broken;
}

/** The results that reports count in a certain way. */
export const countedAs = (
  report: Pick<Report, 'level' | 'requirements'>,
  counts: StatusFacts['counts'],
  results: readonly RequirementResult[] = report.requirements,
): readonly RequirementResult[] => results.filter((result) => factsOf(report, result).counts === counts);

/** Such as `26 findings (2 causes, 24 consequences); 2 of 26 decide the verdict`. Empty when there is none. */
export function findingsText(report: Pick<Report, 'level' | 'requirements'>): string {
  const failing = countedAs(report, 'failed').length;
  const all = failing + countedAs(report, 'noted').length;
  if (all === 0) return '';
  const causes = causesOf(report);
  const consequences = causes.reduce((sum, cause) => sum + cause.consequences.length, 0);
  const others = all - causes.length - consequences;
  const kinds = [
    counted(causes.length, 'cause'),
    counted(consequences, 'consequence'),
    ...(others > 0 ? [`${others} ${STATUSES['unexpectedly-kept'].word}`] : []),
  ];
  return `${counted(all, 'finding')} (${kinds.join(', ')}); ${failing} of ${all} ${failing === 1 ? 'decides' : 'decide'} the verdict`;
}

/** The number of requirements with a status. */
export interface Tally {
  readonly status: Status;
  readonly count: number;
}

/** How many requirements have each status; those that none has are left out. */
export function tally(results: readonly RequirementResult[]): Tally[] {
  return ALL_STATUSES.map((status) => ({
    status,
    count: results.filter((result) => result.status === status).length,
  })).filter(({ count }) => count > 0);
}

/** Such as `2 broken, 33 kept`. */
export function tallyText(results: readonly RequirementResult[]): string {
  const texts = tally(results).map(({ status, count }) => `${count} ${STATUSES[status].word}`);
  return texts.length === 0 ? 'no requirements' : texts.join(', ');
}

/** Why a result is what it is, where its status alone does not say it; empty otherwise. */
export function reasonOf(report: Report, result: RequirementResult): string {
  const { troubles } = report;
  const { id, known } = result;
  const of = troubles.filter(({ requirement }) => requirement === id);
  const blamed = of.map(({ blame, message }) => `Blame: ${blame}. ${message}`);
  const listed = known ? [`Known: ${known.reason}${known.expires ? ` (until ${known.expires})` : ''}`] : [];
  return [factsOf(report, result).why, ...listed, ...blamed].filter((text) => text !== '').join(' ');
}

/** The letters before the number: `UP` of `UP-07`. */
export const groupOf = (id: string): string => id.replace(/-\d+$/, '');
