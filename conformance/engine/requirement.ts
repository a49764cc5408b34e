import type { Arbitrary } from 'fast-check';

/** The levels of requirements (RFC 2119), the strictest first. */
export const LEVELS = ['must', 'should', 'may'] as const;

/** How strict a requirement is. */
export type Level = (typeof LEVELS)[number];

/** Whether a level is at least as strict as another one. */
export const atLeast = (level: Level, lowest: Level): boolean =>
  LEVELS.indexOf(level) <= LEVELS.indexOf(lowest);

/** Where a requirement comes from. */
export interface RequirementEvidence {
  /**
   * `howto`: the upload how-to; `wiki`: the old wiki; `wsdl`: the service description; `client`: what bit real clients;
   * `RI`: the JAX-WS reference implementation, which the service ran on; `assumption`: nothing but our own guess.
   */
  readonly source: 'howto' | 'wiki' | 'wsdl' | 'client' | 'RI' | 'assumption';
  /** The step of the how-to, or what it is about, in a few words of our own. */
  readonly about: string;
}

/** Facts about a requirement, as lists and reports show them. */
export interface RequirementFacts {
  /** Never changes and is never used again: `UP-07`. */
  readonly id: string;
  /** What a conforming client or server does, as a whole sentence. */
  readonly title: string;
  readonly level: Level;
  readonly evidence: RequirementEvidence;
}

/** Cases with a plainer trouble than one has: a client that breaks a requirement there breaks this one for the same reason. */
interface ControlCases<Case> {
  readonly ids: readonly string[];
  readonly casesLike: (testCase: Case) => readonly Case[];
}

/** One thing that a client or a server must, should or may do. `Case` is one generated case, `Observation` its observation. */
export interface Requirement<Case, Observation> extends RequirementFacts {
  /**
   * The most cases that are tried. For those that last until a client gives up waiting: they come first, and a failure
   * is not made smaller.
   */
  readonly atMost?: number | undefined;
  /** Whether its cases are run while nothing else is under way, as they are about time. They come last. */
  readonly alone?: boolean | undefined;
  /** Cases in which it shows. Made anew for each run; shrinks towards the plainest one. */
  readonly scenario: () => Arbitrary<Case>;
  /** Whether a case is one that the judge can say something of. Default: each is. */
  readonly appliesTo?: ((seen: Observation) => boolean) | undefined;
  /** Ids of the requirements whose breach in a case explains that this one is broken in it, too. */
  readonly explainedBy?: readonly string[] | undefined;
  /** Ids of further requirements that explain it, if they are broken when nothing is out of the ordinary, and it is not. */
  readonly explainedPlainlyBy?: readonly string[] | undefined;
  /** Ids of requirements that explain it even if they are broken in other cases alone, as they are about what it rests on. */
  readonly explainedAnywhereBy?: readonly string[] | undefined;
  /** Cases that are the same but for a plainer trouble, and the ids of the requirements that explain it then. */
  readonly explainedByControls?: ControlCases<Case> | undefined;
  /** Judges one case by what was seen. Knows nothing of how client or server were reached. */
  readonly judge: (seen: Observation) => Verdict;
}

/** What one case shows of a requirement. */
export type Verdict = { readonly is: 'kept' } | { readonly is: 'not-exercised' } | Broken;

/** The verdict on a case in which a requirement is broken. */
export interface Broken {
  readonly is: 'broken';
  /** What the client or server did, in past tense: a sentence for a person. */
  readonly did: string;
  /** What it should have done. */
  readonly should: string;
  /** The entries of the journal that show it. */
  readonly seqs: readonly number[];
}
