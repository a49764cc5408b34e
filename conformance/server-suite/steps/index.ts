import type { AnyStepKind, Step, StepData } from './step.js';
import { upload } from './upload/upload.js';

/** All kinds of steps: whatever a token may hold. */
const KINDS: readonly AnyStepKind[] = [upload];

/**
 * The step that some data means.
 * @throws ValiError when the data is none of its kind, RangeError when there is no such kind
 */
export function readStep(data: StepData): Step {
  const kind = KINDS.find(({ does }) => does === data.does);
  if (!kind) throw new RangeError(`There is no step that does ${JSON.stringify(data.does)}.`);
  return kind.read(data);
}
