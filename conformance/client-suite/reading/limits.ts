import fc, { type Arbitrary } from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../engine/judgement.js';
import type { Verdict } from '../../engine/requirement.js';
import { bytes } from '../../reports/text/wording.js';
import type { Observation } from '../requirement.js';
import type { ConformanceCase } from '../scenarios/case.js';
import { oneFile } from '../scenarios/files.js';
import { ROOMY, scenarioOf } from '../scenarios/scenario.js';
import { askedUploads } from './claims.js';
import { argumentOf, callsOf, type Journal, numberOf, partsIn } from './journal.js';
import { reservationsIn } from './recipe.js';
import { postings, saying, theFile } from './texts.js';

/** One of the two limits that a file must keep to. */
export interface Limit {
  readonly of: 'freeSpace' | 'maxFileSize';
  readonly step: 'getFreeSpace' | 'getMaxFileSize';
  /** What it means, as the end of a sentence. */
  readonly means: (limit: bigint | string) => string;
}

export const FREE_SPACE: Limit = {
  of: 'freeSpace',
  step: 'getFreeSpace',
  means: (limit) => `${bytes(limit)} are free`,
};

export const LARGEST_FILE: Limit = {
  of: 'maxFileSize',
  step: 'getMaxFileSize',
  means: (limit) => `a file may have ${bytes(limit)}`,
};

/** Files that are too large by one byte, by a few, or by all of their bytes. */
export const tooLarge = ({ of }: Limit): Arbitrary<ConformanceCase> =>
  scenarioOf(
    oneFile().chain((files) =>
      fc
        .oneof(
          { withCrossShrink: true },
          fc.constant(1),
          fc.integer({ min: 1, max: files[0]?.size ?? 1 }),
          // A limit of 0 is false, or like none at all, to some languages.
          fc.constant(files[0]?.size ?? 1),
        )
        .map((excess) => ({ files, excess })),
    ),
    ({ files, excess }) => ({
      files,
      account: { ...ROOMY, [of]: String(Math.max(0, (files[0]?.size ?? 0) - excess)) },
    }),
  );

/** Files that are just as large as they may be. */
export const justFitting = ({ of }: Limit): Arbitrary<ConformanceCase> =>
  scenarioOf(oneFile(), (files) => ({ files, account: { ...ROOMY, [of]: String(files[0]?.size ?? 0) } }));

/** That a file beyond a limit is not reserved, that no byte of it is sent, and that this is reported. */
export function judgeTooLarge(observation: Observation, limit: Limit): Verdict {
  const { journal, case: testCase } = observation;
  const [upload] = askedUploads(observation);
  if (!upload) return NOT_EXERCISED;
  const { file, said } = upload;
  const asked = callsOf(journal, limit.step);
  const story = `It was to upload ${theFile(file)} where ${limit.means(testCase.account[limit.of])}`;
  const stop = 'reserve nothing, send no byte, and report a failure.';
  const should =
    asked.length > 0
      ? `It should stop once ${limit.step} has answered: ${stop}`
      : `It should ask ${limit.step}, and then ${stop}`;
  const reserved = callsOf(journal, 'uploadStartFile');
  if (reserved.length > 0)
    return broken(`${story}, and it asked to reserve it.`, should, [...asked, ...reserved]);
  const posted = partsIn(journal);
  if (posted.length > 0)
    return broken(`${story}, and it ${postings(posted)}.`, should, [...asked, ...posted]);
  if (said.kind !== 'error') return broken(`${story}, and it ${saying(said)}.`, should, asked);
  return KEPT;
}

/** The same by the journal: whether something was reserved that is larger than the limit in the last response. */
export function judgeReserved(journal: Journal, { step, means }: Limit): Verdict {
  const answers = callsOf(journal, step);
  // What is replaced makes room for what comes: of an update, the journal does not show how much.
  const files = reservationsIn(journal).filter(({ call }) => call.function !== 'uploadStartFileUpdate');
  for (const { call, size } of files) {
    const told = answers.filter(({ seq }) => seq < call.seq).at(-1);
    const limit = told && numberOf(told);
    if (told && limit !== undefined && size > limit)
      return broken(
        `It reserved ${JSON.stringify(argumentOf(call, 'name'))} of ${bytes(size)} although ${means(limit)}.`,
        'It should reserve nothing that does not fit.',
        [told, call],
      );
  }
  return answers.length > 0 ? KEPT : NOT_EXERCISED;
}
