import fc from 'fast-check';
import { KEPT, NOT_EXERCISED } from '../../../engine/judgement.js';
import type { Verdict } from '../../../engine/requirement.js';
import { askedUploads } from '../../reading/claims.js';
import { callsOf, isBefore, numberOf, partsIn, touched } from '../../reading/journal.js';
import { isTooSmall } from '../../reading/recipe.js';
import { judgeStop, type Stop } from '../../reading/stopping.js';
import type { ClientRequirement, Observation } from '../../requirement.js';
import { oneFile } from '../../scenarios/files.js';
import { onCall } from '../../scenarios/rules.js';
import { scenarioOf } from '../../scenarios/scenario.js';
import { only } from '../applicability.js';

const stop: Stop = {
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
    return judgeStop(observation, stop);
  const asked = callsOf(journal, 'getFreeSpace', 'getMaxFileSize').some((call) => isBefore(changed, call));
  return asked && upload.said.kind === 'error' && partsIn(journal).length === 0 ? KEPT : NOT_EXERCISED;
}

export const limitChanges: ClientRequirement = {
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
      fc.tuple(
        oneFile(),
        fc.constantFrom(
          { step: 'getFreeSpace', limit: 'freeSpace' } as const,
          {
            step: 'getMaxFileSize',
            limit: 'maxFileSize',
          } as const,
        ),
        fc.integer({ min: 1, max: 5 }),
      ),
      ([files, { step, limit }, less]) => {
        const left = String(Math.max(0, (files[0]?.size ?? 0) - less));
        return { files, rules: [onCall(step, { act: 'account', at: 'after', [limit]: left })] };
      },
    ),
  judge: judgeChange,
};
