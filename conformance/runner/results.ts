import type { Counterexample, RequirementResult, Status } from '../reports/report.js';
import type { RuleFacts } from '../requirements/requirement.js';
import type { ClientFailure, Confirmed, Examined } from './examination.js';
import type { KnownFailure } from './known-failures.js';
import { story } from './story.js';
import { writeToken } from './token.js';

/** The result of a requirement of which nothing was run. */
export function unrun({ id, title, level, evidence }: RuleFacts, status: Status): RequirementResult {
  return { id, title, level, evidence, status, runs: 0, ms: 0 };
}

/** The result of a requirement that was examined. @param known what is known of its failing, if that counts */
export function resultOf(
  requirement: RuleFacts,
  { runs, exercised, ms, failure }: Examined,
  known: KnownFailure | undefined,
): RequirementResult {
  const status = exercised === 0 ? 'not-exercised' : failure ? 'broken' : 'kept';
  return {
    ...unrun(requirement, known ? asKnown(status) : status),
    runs,
    ms: Math.round(ms),
    ...(failure && { counterexample: counterexampleOf(requirement, failure) }),
    ...(known && { known: { reason: known.reason, expires: known.expires } }),
  };
}

function asKnown(status: 'kept' | 'broken' | 'not-exercised'): Status {
  if (status === 'broken') return 'known-failure';
  return status === 'kept' ? 'unexpectedly-kept' : status;
}

function counterexampleOf({ id }: RuleFacts, failure: ClientFailure | Confirmed): Counterexample {
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
    journal,
    seqs: broken.seqs,
    shrinks,
    notes: 'notes' in failure ? failure.notes : '',
    ...('again' in failure && { again: failure.again }),
  };
}

const nameOf = (file: { readonly name: string } | undefined): string => JSON.stringify(file?.name ?? '');
