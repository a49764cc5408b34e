import type fc from 'fast-check';
import type { Model } from './model.js';
import type { ModelAccount } from './nodes.js';

/** A value that a random choice becomes once the state is known: the model, who calls, the arguments before. */
export type Choice<Value> = (
  model: Model,
  me: ModelAccount,
  earlier: Readonly<Record<string, unknown>>,
) => Value;

export type ChoiceOf<Value> = fc.Arbitrary<Choice<Value>>;

/** A value that depends on nothing. */
export const plain = <Value>(values: fc.Arbitrary<Value>): ChoiceOf<Value> =>
  values.map((value) => () => value);
