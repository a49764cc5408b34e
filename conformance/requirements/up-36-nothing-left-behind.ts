import fc from 'fast-check';
import { onPart } from '../scenarios/rules.js';
import { situations } from '../scenarios/situations.js';
import { askedUploads } from './reading/claims.js';
import { bytes } from './reading/texts.js';
import type { Requirement } from './requirement.js';
import { broken, KEPT, NOT_EXERCISED } from './verdict.js';

export const nothingLeftBehind: Requirement = {
  id: 'UP-36',
  title: 'After a failure it gives the reservation back, or can go on with it.',
  level: 'should',
  evidence: { source: 'client', about: 'unfinished uploads use up space until they are cancelled' },
  situations: () =>
    situations({
      rules: fc.constant([onPart([{ act: 'status', status: 500, body: 'Internal error' }])]),
      // Whoever can do this can go on with what is reserved.
      steps: fc.constant([{ does: 'resume', file: 0 }]),
    }),
  judge(witnesses) {
    const [upload] = askedUploads(witnesses);
    if (upload?.said.kind !== 'error') return NOT_EXERCISED;
    const [left] = witnesses.account.unfinished;
    const canResume = witnesses.steps.some(({ said }) => said.kind !== 'unsupported');
    if (!left || canResume || upload.said.error.handle !== undefined) return KEPT;
    return broken(
      `It reported a failure and left ${bytes(left.size)} reserved under the id ${left.id}.`,
      'It should call uploadCancelFile, so that the space is free again, or offer to go on with the upload.',
      witnesses.journal.slice(-1),
    );
  },
};
