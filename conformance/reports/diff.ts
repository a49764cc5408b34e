import type { Level } from '../engine/index.js';
import type { Report, ReportVerdict, RequirementResult, Status } from './report.js';
import { kindOfAll, subjectText } from './subject.js';
import { replayTexts } from './text/wording.js';

/** What became of a requirement from one report to the next. `changed`: another status, but neither broken nor kept anew. */
export type Change = 'newly-broken' | 'newly-kept' | 'changed' | 'same';

/** A requirement whose status differs between two reports. */
export interface RequirementChange {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly change: Change;
  /** Null when the report does not have it. */
  readonly before: Status | null;
  readonly after: Status | null;
  /** What the client or server did, of those that are newly broken. */
  readonly did?: string | undefined;
  /** Ids of the requirements that a newly broken one follows from. */
  readonly causes?: readonly string[] | undefined;
  readonly token?: string | undefined;
  /** The command that replays its case. */
  readonly replay?: string | undefined;
}

/** One of the two compared reports, in a few facts. */
export interface Side {
  /** The client or server, with its version. */
  readonly subject: string;
  readonly verdict: ReportVerdict;
  readonly started: string;
}

/** What changed from one report to another. `worse` decides the exit code of `report diff`. */
export interface ReportDiff {
  readonly before: Side;
  readonly after: Side;
  /** Whether a requirement is newly broken, or all was conforming and is no longer. */
  readonly worse: boolean;
  readonly changes: readonly RequirementChange[];
}

/**
 * Compares two reports, requirement by requirement, in the order of the second one; those that are gone come last.
 * @throws ComparisonError when one is of a client and the other of a server
 */
export function compareReports(before: Report, after: Report): ReportDiff {
  kindOfAll([before, after]);
  const earlier = new Map(before.requirements.map((result) => [result.id, result]));
  const later = new Set(after.requirements.map(({ id }) => id));
  const changes = [
    ...after.requirements.map((result) => changeOf(earlier.get(result.id), result, after)),
    ...before.requirements.filter(({ id }) => !later.has(id)).map(goneOf),
  ];
  return {
    before: sideOf(before),
    after: sideOf(after),
    worse:
      changes.some(({ change }) => change === 'newly-broken') ||
      (before.verdict === 'conforming' && after.verdict !== 'conforming'),
    changes,
  };
}

const sideOf = ({ subject, verdict, started }: Report): Side => ({
  subject: subjectText(subject),
  verdict,
  started,
});

/** A list of known failures changes what a status is called, not what is done. */
const BREAKS: readonly (Status | null)[] = ['broken', 'known-failure'];
const KEEPS: readonly (Status | null)[] = ['kept', 'unexpectedly-kept'];

function changeOf(
  earlier: RequirementResult | undefined,
  result: RequirementResult,
  after: Report,
): RequirementChange {
  const { id, title, level, status, counterexample, causes } = result;
  const before = earlier?.status ?? null;
  const change = kindOf(before, status);
  return {
    id,
    title,
    level,
    change,
    before,
    after: status,
    ...(change === 'newly-broken' && counterexample
      ? {
          did: counterexample.did,
          causes,
          token: counterexample.token,
          replay: replayTexts(after, counterexample)[0],
        }
      : {}),
  };
}

const goneOf = ({ id, title, level, status }: RequirementResult): RequirementChange => ({
  id,
  title,
  level,
  change: 'changed',
  before: status,
  after: null,
});

function kindOf(before: Status | null, after: Status): Change {
  if (before === after) return 'same';
  if (BREAKS.includes(after) && !BREAKS.includes(before)) return 'newly-broken';
  if (KEEPS.includes(after) && !KEEPS.includes(before)) return 'newly-kept';
  return 'changed';
}
