import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../../engine/index.js';
import { bytes } from '../../../reports/index.js';
import { askedUploads, judgeHonesty } from '../../reading/claims.js';
import { callsOf } from '../../reading/journal.js';
import { reservationsIn } from '../../reading/recipe.js';
import { type StepOf, stepsOf } from '../../reading/steps.js';
import { saying, theFile } from '../../reading/texts.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { anyFailingAct } from '../../scenarios/acts.js';
import type { CaseRule } from '../../scenarios/case.js';
import { oneFile, severalFiles } from '../../scenarios/files.js';
import { names } from '../../scenarios/names.js';
import { onCall, onPart } from '../../scenarios/rules.js';
import { scenario, scenarioOf } from '../../scenarios/scenario.js';
import { both, only, sideBySide } from '../applicability.js';
import { EVERYTHING, UPLOADING } from '../causes.js';

/** How an upload fails when its file is reserved already, however often it is tried. */
const WAYS_OF_FAILING: readonly CaseRule[] = [
  onPart([{ act: 'status', status: 500, body: 'Internal error' }]),
  onPart([{ act: 'refuse', code: 5 }]),
  onPart([{ act: 'reset', afterBytes: '0' }]),
  onCall('uploadFinishFile', { act: 'return', value: 'Not enough space' }),
  onCall('uploadFinishFile', { act: 'fault', text: 'Internal error' }),
];

/** To go on is to use what is reserved: another reservation beside it leaves the first one where it is. */
function judgeResumed({ journal, account }: Observation, { details }: StepOf<'resume'>): Verdict {
  const reserved = reservationsIn(journal);
  const isLeft = (id: bigint): boolean => account.unfinished.some((upload) => upload.id === String(id));
  const first = reserved.find(({ call, id }) => call.seq < details.fromSeq && isLeft(id));
  const other = reserved.find(({ call }) => call.seq >= details.fromSeq);
  if (!first || !other) return KEPT;
  return broken(
    `Asked to go on with the upload, it reserved ${bytes(other.size)} anew under the id ${other.id}, and left ${bytes(first.size)} reserved under the id ${first.id}.`,
    'It should go on under the id that is reserved, or give that back by uploadCancelFile before it reserves another one.',
    [first.call, other.call],
  );
}

/** What a client reports is what the account holds, also after failures and with several uploads at once. */
export const OUTCOMES: readonly ClientRequirement[] = [
  {
    id: 'UP-32',
    title: 'It claims success if and only if the account holds the very bytes.',
    level: 'must',
    evidence: { source: 'howto', about: 'every step says when it has failed' },
    explainedBy: EVERYTHING,
    // A client that goes on with any text as an address may end in any way.
    explainedAnywhereBy: ['UP-13'],
    // A client that stops at any error and then claims success reports no failure at all, like a program that always exits with 0.
    sumsUp: {
      ids: ['UP-03', 'UP-04', 'UP-10', 'UP-11', 'UP-13', 'UP-16', 'UP-38', 'UP-39'],
      isSign: ({ uploads, journal }) =>
        uploads.every(({ said }) => said.kind === 'ok') && callsOf(journal, 'uploadFinishFile').length === 0,
    },
    scenario: () =>
      scenarioOf(
        fc
          .oneof({ withCrossShrink: true }, oneFile(), oneFile({ name: names() }), severalFiles(2, 3))
          .chain((files) =>
            fc.record({
              files: fc.constant(files),
              rules: fc.array(anyFailingAct(files[0]?.size ?? 0), { maxLength: 2 }),
              folder: fc.constantFrom(null, 'Docs'),
            }),
          ),
        (choice) => choice,
      ),
    judge: (observation) =>
      judgeHonesty(
        observation,
        observation.case.rules.length === 0 ? 'All was well' : 'Something went wrong at the service',
        'It should claim success of the files whose very bytes the account holds, and report all others as failures.',
      ),
  },
  {
    id: 'UP-36',
    title: 'After a failure it gives the reservation back, or can go on with it.',
    level: 'should',
    evidence: { source: 'client', about: 'unfinished uploads use up space until they are cancelled' },
    appliesTo: both(only('part refused', 'part cut', 'finish refused', 'fault'), ({ case: { steps } }) =>
      steps.some(({ does }) => does === 'resume'),
    ),
    explainedBy: UPLOADING,
    scenario: () =>
      scenario({
        rules: fc.constantFrom(...WAYS_OF_FAILING).map((rule) => [rule]),
        // A client that can resume may keep the reservation.
        steps: fc.constant([{ does: 'resume', file: 0 }]),
      }),
    judge(observation) {
      const [upload] = askedUploads(observation);
      if (upload?.said.kind !== 'error') return NOT_EXERCISED;
      const [left] = observation.account.unfinished;
      if (!left) return KEPT;
      const [resumed] = stepsOf(observation, 'resume');
      if (resumed) return judgeResumed(observation, resumed);
      if (upload.said.error.handle !== undefined) return KEPT;
      return broken(
        `It reported a failure and left ${bytes(left.size)} reserved under the id ${left.id}.`,
        'It should call uploadCancelFile, so that the space is free again, or offer to go on with the upload.',
        observation.journal.slice(-1),
      );
    },
  },
  {
    id: 'UP-46',
    title: 'Several uploads at once do not get mixed up.',
    level: 'must',
    evidence: { source: 'client', about: 'programs that upload several files at a time' },
    needsConcurrency: 2,
    appliesTo: sideBySide,
    explainedBy: UPLOADING,
    scenario: () => scenario({ files: severalFiles(2, 4), atOnce: fc.constant(true) }),
    judge(observation) {
      const uploads = askedUploads(observation);
      const { account, digests, journal } = observation;
      for (const { file, index, said } of uploads) {
        const held = account.files.filter(({ name }) => name === file.name);
        if (said.kind === 'ok' && held.some(({ md5 }) => md5 === digests[index])) continue;
        const instead = held.length > 0 ? 'holds other bytes under its name' : 'holds nothing under its name';
        return broken(
          `While ${uploads.length} files were under way, it ${saying(said)} of ${theFile(file)}, and the account ${instead}.`,
          'Each file should end up under its own name and with its own bytes, however many are under way.',
          journal.slice(-1),
        );
      }
      return uploads.length > 0 ? KEPT : NOT_EXERCISED;
    },
  },
];
