import type { Confirmed, RequirementFacts } from '../engine/index.js';
import type { Failure } from '../engine/search/search.js';
import { withFewBytes } from '../reports/index.js';
import type { Counterexample } from './report.js';
import type { Observation } from './requirement.js';
import type { ConformanceCase } from './scenarios/case.js';
import { story } from './story.js';
import { writeToken } from './token.js';

/** A case in which a requirement is broken, run again or not. */
export type ClientFailure = Failure<ConformanceCase, Observation> | Confirmed<ConformanceCase, Observation>;

/** The failure of a client, in words, for the report. */
export function counterexampleOf({ id }: RequirementFacts, failure: ClientFailure): Counterexample {
  const { seen, broken, shrinks } = failure;
  const { case: testCase, uploads, steps, journal } = seen;
  return {
    token: writeToken({ requirement: id, case: testCase }),
    case: testCase,
    story: story(seen),
    did: broken.did,
    should: broken.should,
    outcomes: [
      ...uploads.map(({ file, said }) => ({
        what: `upload of ${nameOf(testCase.files[file])}`,
        outcome: said,
      })),
      ...steps.map(({ step, said }) => ({ what: step.does, outcome: said })),
    ],
    journal: withFewBytes(journal, broken.seqs),
    seqs: broken.seqs,
    shrinks,
    notes: 'notes' in failure ? failure.notes : '',
    ...(seen.printed && { printed: seen.printed }),
    ...('again' in failure && { again: failure.again }),
  };
}

const nameOf = (file: { readonly name: string } | undefined): string => JSON.stringify(file?.name ?? '');
