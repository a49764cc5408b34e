import fc, { type Arbitrary } from 'fast-check';

/** A case to be run, and the way to plainer ones. */
export interface Candidate<Case> {
  readonly testCase: Case;
  /** Cases that are a little plainer, the plainest first. */
  readonly smaller: () => Iterable<Candidate<Case>>;
  /** What it was made to have, a text for each, so that it can be counted. */
  readonly corners?: readonly string[] | undefined;
}

/** A case that came from outside, such as from a token: nothing is known of how it was made. */
export const given = <Case>(testCase: Case): Candidate<Case> => ({ testCase, smaller: () => [] });

/** Cases of an arbitrary: the same seed draws the same ones, each with what it shrinks to. */
export const drawn = <Case>(
  arbitrary: Arbitrary<Case>,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Candidate<Case>[] =>
  runs === 0
    ? []
    : fc
        .sample(new Shrinkable(arbitrary), { numRuns: runs, seed })
        .map((value) => shrinkable(arbitrary, value));

const shrinkable = <Case>(arbitrary: Arbitrary<Case>, value: fc.Value<Case>): Candidate<Case> => ({
  testCase: value.value,
  smaller: () => arbitrary.shrink(value.value, value.context).map((less) => shrinkable(arbitrary, less)),
});

/** Draws values together with the context that fast-check shrinks them by. */
class Shrinkable<Drawn> extends fc.Arbitrary<fc.Value<Drawn>> {
  constructor(private readonly arbitrary: Arbitrary<Drawn>) {
    super();
  }

  override generate(random: fc.Random, bias: number | undefined): fc.Value<fc.Value<Drawn>> {
    return new fc.Value(this.arbitrary.generate(random, bias), undefined);
  }

  override canShrinkWithoutContext(_value: unknown): _value is fc.Value<Drawn> {
    return false;
  }

  override shrink(): fc.Stream<fc.Value<fc.Value<Drawn>>> {
    return fc.Stream.nil();
  }
}
