import fc from 'fast-check';
import { broken, KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { bytes } from '../../../reports/text/wording.js';
import { askedUploads } from '../../reading/claims.js';
import { reservationsIn } from '../../reading/recipe.js';
import { type StepOf, stepsOf } from '../../reading/steps.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import type { CaseRule } from '../../scenarios/case.js';
import { onCall, onPart } from '../../scenarios/rules.js';
import { scenario } from '../../scenarios/scenario.js';
import { both, only } from '../applicability.js';
import { UPLOADING } from '../causes.js';

const SHOULD =
  'It should call uploadCancelFile, so that the space is free again, or offer to go on with the upload.';

/** How an upload fails when its file is reserved already, however often it is tried. */
const WAYS_OF_FAILING: readonly CaseRule[] = [
  onPart([{ act: 'status', status: 500, body: 'Internal error' }]),
  onPart([{ act: 'refuse', code: 5 }]),
  onPart([{ act: 'reset', afterBytes: '0' }]),
  onCall('uploadFinishFile', { act: 'return', value: 'Not enough space' }),
  onCall('uploadFinishFile', { act: 'fault', text: 'Internal error' }),
];

export const nothingLeftBehind: ClientRequirement = {
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
      SHOULD,
      observation.journal.slice(-1),
    );
  },
};

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
