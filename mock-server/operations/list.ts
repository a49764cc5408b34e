/** The members of an array in the contract, in order. An array is one. */
export interface List<Member> extends Iterable<Member> {
  readonly length: number;
}

/** The result of an operation as handlers return it: any list serves for an array. */
export type Listed<Result> = Result extends readonly (infer Member)[] ? List<Listed<Member>> : Result;

/** Longer lists are made while they are written. */
const MOST_AT_ONCE = 1000;

/**
 * A list that makes its members from facts. A long one makes them during iteration, so that 200,000 of
 * them neither delay other calls nor take memory all at once. Facts are read once, as late
 * as then: a change during a long reply may show in its later members (assumption), but the journal shows what the
 * reply said.
 * @param look reads what may change later
 * @param make does not depend on anything else that changes
 */
export function listOf<Source, Facts, Member>(
  sources: readonly Source[],
  look: (source: Source) => Facts,
  make: (facts: Facts) => Member,
): List<Member> {
  const long = new LongList(sources, look, make);
  return sources.length > MOST_AT_ONCE ? long : [...long];
}

class LongList<Source, Facts, Member> implements List<Member> {
  readonly #facts: Facts[] = [];

  constructor(
    private readonly sources: readonly Source[],
    private readonly look: (source: Source) => Facts,
    private readonly make: (facts: Facts) => Member,
  ) {}

  get length(): number {
    return this.sources.length;
  }

  *[Symbol.iterator](): Generator<Member, void, undefined> {
    for (const [at, source] of this.sources.entries()) {
      if (at === this.#facts.length) this.#facts.push(this.look(source));
      yield this.make(this.#facts[at] as Facts);
    }
  }
}
