import type { JournalEntry, Version } from '../../mock-server/index.js';
import { type Level, Troubled, unrun, verdictOf } from '../engine/index.js';
import { judgedBy } from '../engine/search/search.js';
import { exchangeText, reportOf, type Trouble } from '../reports/index.js';
import type { Report, RequirementResult } from './report.js';
import type { ClientRequirement } from './requirement.js';

/** A time in which a person used an app. */
export interface ObservedTime {
  readonly started: Date;
  readonly ended: Date;
  /** The lowest level that decides. */
  readonly level: Level;
  /** Where the app was served, without the prefix of the namespace. */
  readonly address: string;
  /** The prefix that the app had in its addresses, such as `/~phone`; empty for the namespace that has none. */
  readonly prefix: string;
  /** Entries that the journal could not keep. */
  readonly dropped: number;
}

/** Entries before and after those that show a failure, shown with them. */
const AROUND = 5;

/** Judges the requirements by the journal alone. Those that need more observation are not exercised. */
export function judgeObserved(
  requirements: readonly ClientRequirement[],
  journal: readonly JournalEntry[],
  { started, ended, level, address, prefix, dropped }: ObservedTime,
): Report {
  const troubles: Trouble[] = [];
  const results = requirements.map((requirement) => {
    try {
      return observed(requirement, journal);
    } catch (error) {
      troubles.push(Troubled.from(error).about(requirement.id));
      return unrun(requirement, 'error');
    }
  });
  if (dropped > 0)
    troubles.push(
      new Troubled(
        'harness',
        `The journal was full: ${dropped} of the oldest exchanges were not judged.`,
      ).about(),
    );
  return reportOf(
    {
      subject: {
        kind: 'client',
        name: `an app that was used by hand${prefix && ` below ${prefix}`}`,
        operations: [],
        concurrency: 1,
      },
      reached: `observed at ${address}${prefix}`,
      services: servicesIn(journal),
    },
    {
      started: started.toISOString(),
      ms: ended.getTime() - started.getTime(),
      seed: 0,
      level,
      requirements: results,
      verdict: verdictOf(results, troubles, level),
      troubles,
    },
  );
}

/** The versions that were called. */
function servicesIn(journal: readonly JournalEntry[]): Version[] {
  const called = journal.flatMap((entry) => (entry.kind === 'call' ? [entry.version] : []));
  return [...new Set(called)].sort();
}

function observed(requirement: ClientRequirement, journal: readonly JournalEntry[]): RequirementResult {
  const { judgeJournal } = requirement;
  if (!judgeJournal) return unrun(requirement, 'not-exercised');
  const verdict = judgedBy(() => judgeJournal(journal));
  const result = { ...unrun(requirement, verdict.is), runs: verdict.is === 'not-exercised' ? 0 : 1 };
  if (verdict.is !== 'broken') return result;
  const { did, should, seqs } = verdict;
  const shown = around(journal, seqs);
  const story = shown.map((entry) => exchangeText(entry));
  return {
    ...result,
    counterexample: { story, did, should, outcomes: [], journal: shown, seqs, shrinks: 0, notes: '' },
  };
}

/** The exchanges that show a failure, with some of those before and after them. */
function around(journal: readonly JournalEntry[], seqs: readonly number[]): JournalEntry[] {
  const at = journal.flatMap(({ seq }, i) => (seqs.includes(seq) ? [i] : []));
  const first = Math.max(0, Math.min(...at) - AROUND);
  return at.length === 0 ? journal.slice(-2 * AROUND) : journal.slice(first, Math.max(...at) + 1 + AROUND);
}
