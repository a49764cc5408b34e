import * as v from 'valibot';
import { type Tokens, tokensOf } from '../../engine/index.js';
import { readStep } from '../requirements/index.js';
import { Sequence } from '../steps/sequence.js';
import type { StepData } from './probe.js';

/** Steps. */
const LONGEST = 1000;

const stepSchema = v.pipe(
  v.looseObject({ does: v.string() }),
  v.check((data) => isStep(data), 'must be a step that this version of the kit knows'),
);

/** Tokens of sequences: their steps, up to the one that broke a requirement. */
export const SERVER_TOKENS: Tokens<readonly StepData[]> = tokensOf(
  'server',
  v.pipe(v.array(stepSchema), v.maxLength(LONGEST)),
);

/** The sequence of steps that some data means. @throws ValiError, RangeError when it means none */
export const sequenceOf = (data: readonly StepData[]): Sequence => new Sequence(data.map(readStep));

function isStep(data: StepData): boolean {
  try {
    readStep(data);
    return true;
  } catch (error) {
    if (error instanceof v.ValiError || error instanceof RangeError) return false;
    throw error;
  }
}
