import { broken, KEPT, NOT_EXERCISED, type Verdict } from '../../engine/index.js';
import type { Observation } from '../requirement.js';
import type { CaseStep } from '../scenarios/case.js';
import type { Journal } from './journal.js';
import { saying } from './texts.js';

/** A step of a kind, with what the client reported and what it left. */
export type StepOf<Does extends CaseStep['does']> = Observation['steps'][number] & {
  readonly step: Extract<CaseStep, { readonly does: Does }>;
};

/** The steps of a kind that the client knows how to do. */
export function stepsOf<Does extends CaseStep['does']>({ steps }: Observation, does: Does): StepOf<Does>[] {
  return steps.filter(
    (done): done is StepOf<Does> => done.step.does === does && done.said.kind !== 'unsupported',
  );
}

/** What the service saw of a step. */
export const seenOf = ({ journal }: Observation, { details }: Observation['steps'][number]): Journal =>
  journal.filter(({ seq }) => seq >= details.fromSeq);

/** Every step of a kind must end with a claim of success that is true. */
export function judgeStep<Does extends CaseStep['does']>(
  observation: Observation,
  does: Does,
  mistakeIn: (done: StepOf<Does>) => string | undefined,
  should: string,
): Verdict {
  // Who calls the service of another account or address does nothing here: that is for UP-53.
  if (observation.journal.length === 0 && (observation.elsewhere ?? []).length > 0) return NOT_EXERCISED;
  const done = stepsOf(observation, does);
  for (const each of done) {
    const mistake = each.said.kind === 'ok' ? mistakeIn(each) : `It ${saying(each.said)}.`;
    if (mistake !== undefined) return broken(mistake, should, seenOf(observation, each));
  }
  return done.length > 0 ? KEPT : NOT_EXERCISED;
}

/** Every step of a kind that a rule got in the way of must end with a failure that is reported. */
export function judgeFailedStep(
  observation: Observation,
  does: CaseStep['does'],
  trouble: string,
  should: string,
): Verdict {
  const disturbed = stepsOf(observation, does)
    .map((done) => ({ done, seen: seenOf(observation, done).filter(({ rules }) => rules.length > 0) }))
    .filter(({ seen }) => seen.length > 0);
  const wrong = disturbed.find(({ done }) => done.said.kind !== 'error');
  if (wrong) return broken(`${trouble}, and it ${saying(wrong.done.said)}.`, should, wrong.seen);
  return disturbed.length > 0 ? KEPT : NOT_EXERCISED;
}
