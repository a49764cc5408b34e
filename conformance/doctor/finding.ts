import { AdapterError } from '../drivers/index.js';

/** The result of a step. With `advice`, the adapter works, and could do better. */
type StepResult = 'ok' | 'advice' | 'failed' | 'skipped';

/** The finding of one step. */
export interface Finding {
  /** What a correct adapter does. */
  readonly step: string;
  readonly result: StepResult;
  /** What was received, what was expected, and an example; or a fact about the client. May be empty. */
  readonly message: string;
}

/** A finding without the name of its step. */
export type Diagnosis = Omit<Finding, 'step'>;

/** One check of an adapter. `Setup` is what it needs. */
export interface Step<Setup> {
  readonly title: string;
  /** An AdapterError that it throws is a failure of the step. */
  readonly check: (setup: Setup) => Promise<Diagnosis>;
}

const diagnosisOf =
  (result: StepResult) =>
  (...lines: readonly string[]): Diagnosis => ({ result, message: lines.join('\n') });

/** The adapter does as it should. */
export const ok = diagnosisOf('ok');

/** The adapter works, and could do better. */
export const advice = diagnosisOf('advice');

/** The adapter makes a mistake: what it did, and what to change. */
export const failed = diagnosisOf('failed');

/** The step was not taken, and why. */
export const skipped = diagnosisOf('skipped');

/** Takes the steps one after the other. When the first one fails, the others are skipped. */
export async function* takeSteps<Setup>(
  steps: readonly Step<Setup>[],
  setup: Setup,
): AsyncGenerator<Finding> {
  let starts = true;
  for (const [index, { title, check }] of steps.entries()) {
    const diagnosis = starts ? await diagnose(check, setup) : skipped('It does not start.');
    if (index === 0 && diagnosis.result === 'failed') starts = false;
    yield { step: title, ...diagnosis };
  }
}

async function diagnose<Setup>(check: Step<Setup>['check'], setup: Setup): Promise<Diagnosis> {
  try {
    return await check(setup);
  } catch (error) {
    if (error instanceof AdapterError) return failed(error.message);
    throw error;
  }
}
