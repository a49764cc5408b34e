import fc, { type Arbitrary } from 'fast-check';
import * as v from 'valibot';
import { REPORT_TAKEN } from '../../rules/history.js';
import type { Act } from '../../runner/act.js';
import { reference, references, type Step, stepKind } from '../step.js';

export const REPORTS = ['downloadFinished', 'syncFinished', 'markSynchronized'] as const;

/** Tells the service of something that a program has done. */
export const report = stepKind({
  does: 'report',
  entries: { what: v.picklist(REPORTS), about: reference },
  possible: (model, { what }) => what !== 'downloadFinished' || model.openFiles.length > 0,
  tell: (_, { what }) => `The suite reported ${what}.`,
  async perform(act, model, { what, about }) {
    const answer: unknown = await tellOf(act, what, model.file(about)?.id ?? 0n, model.folder(about).id);
    act.see.that(REPORT_TAKEN, answer === undefined, () => ({
      did: `It answered ${what} with ${JSON.stringify(answer)}.`,
      should: 'It should answer without a result.',
    }));
  },
});

const tellOf = (act: Act, what: (typeof REPORTS)[number], fileId: bigint, dirId: bigint) =>
  what === 'downloadFinished'
    ? act.value(REPORT_TAKEN, what, { fileId })
    : act.value(REPORT_TAKEN, what, { dirId });

export const reports = (what: (typeof REPORTS)[number]): Arbitrary<Step> =>
  report.steps(fc.record({ what: fc.constant(what), about: references() }));
