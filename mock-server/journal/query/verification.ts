import type { Match } from './query.js';

/** What a journal is expected to hold. */
export interface Verification {
  readonly expect: readonly Expectation[];
  /** Whether they must have come in this order, whatever came between them. Default: false. */
  readonly order?: boolean | undefined;
  /** Whether nothing else may have come. Default: false. */
  readonly strict?: boolean | undefined;
  /** Whether it may succeed in a namespace that nothing was ever asked of. Default: false, as its name may be misspelt. */
  readonly allowUnused?: boolean | undefined;
  /** What is looked at. Default: all of the journal. */
  readonly among?: Match | undefined;
}

export interface Expectation {
  readonly match: Match;
  /** Exactly so often, or within bounds. Default: at least once. Expectations with the same match add up. */
  readonly times?: number | Times | undefined;
}

export interface Times {
  /** Default: 0. */
  readonly atLeast?: number | undefined;
  /** Default: without end. */
  readonly atMost?: number | undefined;
}

export interface VerificationResult {
  readonly ok: boolean;
  /** Whether anything was ever asked of the namespace, also before its journal was cleared. */
  readonly used: boolean;
  readonly findings: readonly Finding[];
  /** What to know before trusting the counts, such as that old entries were dropped. */
  readonly notes: readonly string[];
}

export interface Finding {
  readonly problem: 'too-few' | 'too-many' | 'order' | 'unexpected' | 'unused';
  /** Position in `expect`, the first one being 1; absent for what nobody expected. */
  readonly expectation?: number;
  /** What was expected, what was seen, and what came closest. */
  readonly text: string;
  /** The entries it is about, the first 100 of them. */
  readonly seqs: readonly number[];
  /** What came closest, where something is missing; of many findings the first ones have it. */
  readonly nearest?: NearMiss;
}

/** The recorded exchange that comes closest to what was looked for. */
export interface NearMiss {
  readonly seq: number;
  /** 0 for one that matches; the sum of what `differences` weigh. */
  readonly distance: number;
  readonly differences: readonly Difference[];
  readonly text: string;
}

export interface Difference {
  /** `function`, `account` and so on, or `argument md5`. */
  readonly field: string;
  /** Texts for the reader; passwords are masked in both. */
  readonly expected: string;
  readonly seen: string;
  readonly weight: number;
}
