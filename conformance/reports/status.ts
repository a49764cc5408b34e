import { atLeast } from '../requirements/requirement.js';
import type { Report, ReportVerdict, RequirementResult, Status } from './report.js';

/** How a status is told to people and to machines that only know passed, failed and left out. */
export interface StatusFacts {
  readonly word: string;
  /** `doubt`: somebody should know of it; `quiet`: says nothing about who was judged. */
  readonly tone: 'good' | 'bad' | 'doubt' | 'quiet';
  /** `error` is no failure of who was judged: nothing could be said. */
  readonly counts: 'passed' | 'failed' | 'error' | 'left out';
  /** Why, for those that need a reason. */
  readonly why: string;
}

/** In the order in which people want to hear of them. */
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
    counts: 'left out',
    why: 'It is broken, as the list of known failures says.',
  },
  kept: { word: 'kept', tone: 'good', counts: 'passed', why: '' },
  'not-exercised': {
    word: 'not exercised',
    tone: 'quiet',
    counts: 'left out',
    why: 'No case that was run showed it.',
  },
  'not-claimed': {
    word: 'not claimed',
    tone: 'quiet',
    counts: 'left out',
    why: 'What it is about is not claimed.',
  },
  skipped: { word: 'skipped', tone: 'quiet', counts: 'left out', why: 'It was left out by choice.' },
};

export const ALL_STATUSES = Object.keys(STATUSES) as readonly Status[];

export const VERDICTS: Readonly<
  Record<ReportVerdict, { readonly word: string; readonly tone: 'good' | 'bad' | 'doubt' }>
> = {
  conforming: { word: 'conforming', tone: 'good' },
  'not-conforming': { word: 'not conforming', tone: 'bad' },
  undecided: { word: 'undecided', tone: 'doubt' },
};

/** What is broken below the level that decides is told, and fails nothing. */
const BELOW: StatusFacts = {
  ...STATUSES.broken,
  tone: 'doubt',
  counts: 'left out',
  why: 'It is broken, but its level does not decide the verdict.',
};

/** The facts of a result in its report. */
export const factsOf = ({ level }: Pick<Report, 'level'>, result: RequirementResult): StatusFacts =>
  result.status === 'broken' && !atLeast(result.level, level) ? BELOW : STATUSES[result.status];

/** Whether it fails the run, or keeps it from being decided. */
export const isFailing = (report: Pick<Report, 'level'>, result: RequirementResult): boolean =>
  ['failed', 'error'].includes(factsOf(report, result).counts);

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
  const told = of.map(({ blame, message }) => `Blame: ${blame}. ${message}`);
  const listed = known ? [`Known: ${known.reason}${known.expires ? ` (until ${known.expires})` : ''}`] : [];
  return [factsOf(report, result).why, ...listed, ...told].filter((text) => text !== '').join(' ');
}

/** The letters before the number: `UP` of `UP-07`. */
export const groupOf = (id: string): string => id.replace(/-\d+$/, '');
