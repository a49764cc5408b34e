import fc, { type Arbitrary } from 'fast-check';
import type { Model } from '../model/model.js';
import type { Act } from '../runner/act.js';
import type { Step } from './step.js';

/** Steps that are made one after the other; those for which there is not what they need are left out. */
export class Sequence {
  constructor(readonly steps: Iterable<Step>) {}

  /** Tells sequences from one another. */
  toJSON(): readonly string[] {
    return [...this.steps].map(String);
  }
}

/** What sequences are made of. */
export interface SequencePlan {
  /** Steps with which each sequence begins, in order, as without them there would be nothing to see. */
  readonly lead?: readonly Arbitrary<Step>[] | undefined;
  /** Kinds of steps that follow in any order. */
  readonly among?: readonly Arbitrary<Step>[] | undefined;
  /** Steps with which each sequence ends, in order. */
  readonly last?: readonly Arbitrary<Step>[] | undefined;
  /** Of `among`. Default: 6. */
  readonly most?: number | undefined;
}

/** Sequences that shrink towards the fewest and plainest steps that still fail. */
export function sequences({ lead = [], among = [], last = [], most = 6 }: SequencePlan): Arbitrary<Sequence> {
  const between =
    among.length === 0
      ? fc.constant<Step[]>([])
      : fc.commands<Model, Act, false>([...among], { maxCommands: most });
  return fc
    .tuple(fc.tuple(...lead), between, fc.tuple(...last))
    .map(([first, middle, end]) => new Sequence(chained<Step>(first, middle, end)));
}

/** The commands in the middle notice which of them were run, and only as long as they are not copied. */
const chained = <Item>(...parts: readonly Iterable<Item>[]): Iterable<Item> => ({
  *[Symbol.iterator]() {
    for (const part of parts) yield* part;
  },
});
