import fc, { type Arbitrary } from 'fast-check';
import type { OperationName } from '../../../../wsdl/contract.js';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { askedUploads } from '../../reading/claims.js';
import {
  argumentOf,
  byJournal,
  callsOf,
  isBefore,
  type Journal,
  numberOf,
  partsIn,
  touched,
} from '../../reading/journal.js';
import { isTooSmall, reservationsIn } from '../../reading/recipe.js';
import { judgeStop, type Stop } from '../../reading/stopping.js';
import { postings, saying, theFile } from '../../reading/texts.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import type { ConformanceCase } from '../../scenarios/case.js';
import { oneFile } from '../../scenarios/files.js';
import { onCall } from '../../scenarios/rules.js';
import { ROOMY, scenario, scenarioOf } from '../../scenarios/scenario.js';
import { beyondLimit, calm, only } from '../applicability.js';

/** That an operation was asked before the first file was reserved and the first bytes were sent. */
function judgeAskedFirst(journal: Journal, name: OperationName, what: string): Verdict {
  const reserving = callsOf(journal, 'uploadStartFile', 'uploadStartFileUpdate');
  const [first] = [...reserving, ...partsIn(journal)].sort((a, b) => (isBefore(a, b) ? -1 : 1));
  if (!first) return NOT_EXERCISED;
  // simpleUploadStart reserves only what fits, and returns both limits (wsdl).
  const [asked] = callsOf(journal, name, 'simpleUploadStart');
  if (asked && isBefore(asked, first)) return KEPT;
  const did = first.kind === 'call' ? 'reserved a file' : 'sent bytes';
  const when = asked ? 'before it asked' : 'and never asked';
  return broken(
    `It ${did} ${when} for ${what}.`,
    `Before it reserves or sends anything, it should call ${name}, as a file that does not fit cannot be uploaded.`,
    asked ? [first, asked] : [first],
  );
}

/** One of the two limits that a file must keep to. */
interface Limit {
  readonly of: 'freeSpace' | 'maxFileSize';
  readonly step: 'getFreeSpace' | 'getMaxFileSize';
  /** What it means, as the end of a sentence. */
  readonly means: (limit: bigint | string) => string;
}

const FREE_SPACE: Limit = {
  of: 'freeSpace',
  step: 'getFreeSpace',
  means: (limit) => `${bytes(limit)} are free`,
};

const LARGEST_FILE: Limit = {
  of: 'maxFileSize',
  step: 'getMaxFileSize',
  means: (limit) => `a file may have ${bytes(limit)}`,
};

/** Files that are too large by one byte, by a few, or by all of their bytes. */
const tooLarge = ({ of }: Limit): Arbitrary<ConformanceCase> =>
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

/** That a file beyond a limit is not reserved, that no byte of it is sent, and that this is reported. */
function judgeTooLarge(observation: Observation, limit: Limit): Verdict {
  const { journal, case: testCase } = observation;
  const [upload] = askedUploads(observation);
  if (!upload) return NOT_EXERCISED;
  const { file, said } = upload;
  const asked = callsOf(journal, limit.step);
  const story = `It was to upload ${theFile(file)} where ${limit.means(testCase.account[limit.of])}`;
  const stop = 'reserve nothing, send no byte, and report a failure.';
  const should =
    asked.length > 0
      ? `It should stop after ${limit.step} has returned: ${stop}`
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
function judgeReserved(journal: Journal, { step, means }: Limit): Verdict {
  const answers = callsOf(journal, step);
  // What is replaced makes room for what comes: of an update, the journal does not show how much.
  const files = reservationsIn(journal).filter(({ call }) => call.operation !== 'uploadStartFileUpdate');
  for (const { call, size } of files) {
    const answer = answers.filter(({ seq }) => seq < call.seq).at(-1);
    const limit = answer && numberOf(answer);
    if (answer && limit !== undefined && size > limit)
      return broken(
        `It reserved ${JSON.stringify(argumentOf(call, 'name'))} of ${bytes(size)} although ${means(limit)}.`,
        'It should reserve nothing that does not fit.',
        [answer, call],
      );
  }
  return answers.length > 0 ? KEPT : NOT_EXERCISED;
}

const LIMITS_CHANGED: Stop = {
  step: 'uploadStartFile',
  isRefusal: (call) => isTooSmall(numberOf(call)),
  // Which id is used then is for UP-16.
  forbidden: [],
  should:
    'When the limits have changed by the time a file is reserved, it should send no byte and report a failure.',
};

/** A client may ask once more, and see for itself that the file does not fit any longer. */
function judgeChange(observation: Observation): Verdict {
  const { journal } = observation;
  const [upload] = askedUploads(observation);
  const [changed] = touched(journal);
  if (!changed || !upload || callsOf(journal, 'uploadStartFile').length > 0)
    return judgeStop(observation, LIMITS_CHANGED);
  const asked = callsOf(journal, 'getFreeSpace', 'getMaxFileSize').some((call) => isBefore(changed, call));
  return asked && upload.said.kind === 'error' && partsIn(journal).length === 0 ? KEPT : NOT_EXERCISED;
}

/** For a file beyond a limit. */
const keepingTo = (limit: Limit) => ({
  appliesTo: beyondLimit(limit.of),
  scenario: () => tooLarge(limit),
  judge: (observation: Observation) => judgeTooLarge(observation, limit),
  judgeJournal: (journal: Journal) => judgeReserved(journal, limit),
});

/** What a client does before it reserves a file: it asks for both limits, and keeps to them (howto). */
export const LIMITS: readonly ClientRequirement[] = [
  {
    id: 'UP-01',
    title: 'It asks for the free space before it reserves or sends anything.',
    level: 'must',
    evidence: { source: 'howto', about: 'first of all, the free space' },
    appliesTo: calm,
    scenario: () => scenario({ folder: fc.constantFrom(null, 'Docs') }),
    ...byJournal((journal) => judgeAskedFirst(journal, 'getFreeSpace', 'the free space')),
  },
  {
    id: 'UP-02',
    title: 'It asks how large a file may be before it reserves or sends anything.',
    level: 'must',
    evidence: { source: 'howto', about: 'first of all, the limit per file' },
    appliesTo: calm,
    scenario: () => scenario({ folder: fc.constantFrom(null, 'Docs') }),
    ...byJournal((journal) => judgeAskedFirst(journal, 'getMaxFileSize', 'the largest file size')),
  },
  {
    id: 'UP-03',
    title:
      'A file that is larger than the free space is not reserved, not a byte of it is sent, and this is reported as a failure.',
    level: 'must',
    evidence: { source: 'howto', about: 'free space: the file must fit' },
    explainedBy: ['UP-01'],
    ...keepingTo(FREE_SPACE),
  },
  {
    id: 'UP-04',
    title:
      'A file that is larger than a file may be is not reserved, not a byte of it is sent, and this is reported as a failure.',
    level: 'must',
    evidence: { source: 'howto', about: 'limit per file: the file must keep to it' },
    explainedBy: ['UP-02'],
    ...keepingTo(LARGEST_FILE),
  },
  {
    id: 'UP-05',
    title:
      'When the limits change after it has asked for them, no byte is sent, and this is reported as a failure.',
    level: 'must',
    evidence: { source: 'howto', about: 'reserve a file id: only a positive one will do' },
    appliesTo: only('limits change'),
    // A client that goes on with any other id than a positive one does so here, too.
    explainedAnywhereBy: ['UP-16'],
    scenario: () =>
      scenarioOf(
        fc.tuple(oneFile(), fc.constantFrom(FREE_SPACE, LARGEST_FILE), fc.integer({ min: 1, max: 5 })),
        ([files, { step, of }, less]) => {
          const left = String(Math.max(0, (files[0]?.size ?? 0) - less));
          return { files, rules: [onCall(step, { act: 'account', at: 'after', [of]: left })] };
        },
      ),
    judge: judgeChange,
  },
];
