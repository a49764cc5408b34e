import fc, { type Arbitrary } from 'fast-check';
import type { Model } from '../model/model.js';
import type { Probe } from '../runner/probe.js';
import type { Step } from './step.js';

/** Steps that are performed in order. A step is left out when the model has nothing for it to act on. */
export class Sequence {
  constructor(readonly steps: Iterable<Step>) {}

  /** Distinguishes sequences from each other. */
  toJSON(): readonly string[] {
    return [...this.steps].map(String);
  }
}

/** What sequences consist of. */
export interface SequencePlan {
  /** The first steps, in order. */
  readonly lead?: readonly Arbitrary<Step>[] | undefined;
  /** Kinds of steps that follow in any order. */
  readonly among?: readonly Arbitrary<Step>[] | undefined;
  /** The last steps, in order. */
  readonly last?: readonly Arbitrary<Step>[] | undefined;
  /** The largest number of steps of `among`. Default: 6. */
  readonly most?: number | undefined;
}

/** Sequences that shrink towards the fewest and plainest steps that still fail. */
export function sequences({ lead = [], among = [], last = [], most = 6 }: SequencePlan): Arbitrary<Sequence> {
  const between =
    among.length === 0
      ? fc.constant<Step[]>([])
      : fc.commands<Model, Probe, false>([...among], { maxCommands: most });
  return fc
    .tuple(fc.tuple(...lead), between, fc.tuple(...last))
    .map(([first, middle, end]) => new Sequence(chained<Step>(first, middle, end)));
}

/** fast-check shrinks by the commands that were run, which it knows only as long as they are not copied. */
const chained = <Item>(...parts: readonly Iterable<Item>[]): Iterable<Item> => ({
  *[Symbol.iterator]() {
    for (const part of parts) yield* part;
  },
});
