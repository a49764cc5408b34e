import type { JournalEntry } from '../../mock-server/index.js';
import type { Counterexample } from '../reports/report.js';
import type { RuleFacts, Witnesses } from '../requirements/requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import type { Confirmed } from './examiner.js';
import type { Failure } from './hunt.js';
import { story } from './story.js';
import { writeToken } from './token.js';

/** Entries of a journal whose bytes are in a report. */
const MOST_WITH_BYTES = 100;

export type ClientFailure = Failure<ConformanceCase, Witnesses> | Confirmed<ConformanceCase, Witnesses>;

/** What is told of a failure of a client. */
export function counterexampleOf({ id }: RuleFacts, failure: ClientFailure): Counterexample {
  const { seen, broken, shrinks } = failure;
  const { case: situation, uploads, steps, journal } = seen;
  return {
    token: writeToken({ requirement: id, case: situation }),
    case: situation,
    story: story(seen),
    did: broken.did,
    should: broken.should,
    said: [
      ...uploads.map(({ file, said }) => ({ what: `upload of ${nameOf(situation.files[file])}`, said })),
      ...steps.map(({ step, said }) => ({ what: step.does, said })),
    ],
    journal: withFewBytes(journal, broken.seqs),
    seqs: broken.seqs,
    shrinks,
    notes: 'notes' in failure ? failure.notes : '',
    ...('again' in failure && { again: failure.again }),
  };
}

/** A client that goes on calling must not make a report without end: then only the first entries, and those that count. */
function withFewBytes(journal: readonly JournalEntry[], seqs: readonly number[]): readonly JournalEntry[] {
  const telling = new Set(seqs);
  return journal.map((entry, i) => {
    if (entry.raw === undefined || i < MOST_WITH_BYTES || telling.has(entry.seq)) return entry;
    const { raw: _, ...rest } = entry;
    return rest;
  });
}

const nameOf = (file: { readonly name: string } | undefined): string => JSON.stringify(file?.name ?? '');
