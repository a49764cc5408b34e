import { AdapterError } from '../drivers/client-under-test.js';

/** `advice`: it does, but could do better. */
export type Health = 'well' | 'advice' | 'ill' | 'skipped';

/** What came of one step of an examination. */
export interface Finding {
  /** What a healthy adapter does. */
  readonly step: string;
  readonly health: Health;
  /** What was received, what was expected, and an example; or what is known now. Empty when there is nothing to say. */
  readonly message: string;
}

export type Diagnosis = Omit<Finding, 'step'>;

export interface Step<Patient> {
  readonly title: string;
  /** An AdapterError that it throws is a diagnosis, too. */
  readonly examine: (patient: Patient) => Promise<Diagnosis>;
}

export const well = (message = ''): Diagnosis => ({ health: 'well', message });
export const advice = (...lines: readonly string[]): Diagnosis => ({
  health: 'advice',
  message: lines.join('\n'),
});
export const ill = (...lines: readonly string[]): Diagnosis => ({ health: 'ill', message: lines.join('\n') });
export const skipped = (why: string): Diagnosis => ({ health: 'skipped', message: why });

/** Takes the steps one after the other. When the first one fails, the others are skipped. */
export async function* carryOut<Patient>(
  steps: readonly Step<Patient>[],
  patient: Patient,
): AsyncGenerator<Finding> {
  let isThere = true;
  for (const [index, { title, examine }] of steps.entries()) {
    const diagnosis = isThere ? await diagnose(examine, patient) : skipped('It does not start.');
    if (index === 0 && diagnosis.health === 'ill') isThere = false;
    yield { step: title, ...diagnosis };
  }
}

async function diagnose<Patient>(examine: Step<Patient>['examine'], patient: Patient): Promise<Diagnosis> {
  try {
    return await examine(patient);
  } catch (error) {
    if (error instanceof AdapterError) return ill(error.message);
    throw error;
  }
}
