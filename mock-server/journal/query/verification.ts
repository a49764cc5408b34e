import type { Match } from './query.js';

/** Expectations about a journal. */
export interface Verification {
  readonly expect: readonly Expectation[];
  /** Whether the exchanges must be in this order; others may come between. Default: false. */
  readonly order?: boolean | undefined;
  /** Whether any other exchange is a finding. Default: false. */
  readonly strict?: boolean | undefined;
  /** Whether to succeed in a namespace that never received a request. Default: false, as its name may be misspelt. */
  readonly allowUnused?: boolean | undefined;
  /** The entries to look at. Default: all. */
  readonly among?: Match | undefined;
}

/** Exchanges that the journal should have, and how many of them. */
export interface Expectation {
  readonly match: Match;
  /** Exact count, or bounds. Default: at least once. Expectations with the same match add up. */
  readonly times?: number | Times | undefined;
}

/** Bounds of a count, both included. */
export interface Times {
  /** Default: 0. */
  readonly atLeast?: number | undefined;
  /** Default: no limit. */
  readonly atMost?: number | undefined;
}

/** Whether a journal satisfies a verification, and why not. */
export interface VerificationResult {
  readonly ok: boolean;
  /** Whether the namespace ever received a request, also before its journal was cleared. */
  readonly used: boolean;
  readonly findings: readonly Finding[];
  /** What to know before trusting the counts, for example that old entries were dropped. */
  readonly notes: readonly string[];
}

/** One reason why a verification fails. */
export interface Finding {
  readonly problem: 'too-few' | 'too-many' | 'order' | 'unexpected' | 'unused';
  /** Position in `expect`, from 1; absent for an unexpected exchange. */
  readonly expectation?: number;
  /** What was expected, what was seen, and what came closest. */
  readonly text: string;
  /** Entries of the finding, the first 100. */
  readonly seqs: readonly number[];
  /** The closest entry, if something is missing; only the first findings have it. */
  readonly nearest?: NearMiss;
}

/** The recorded exchange that comes closest to a match. */
export interface NearMiss {
  readonly seq: number;
  /** Sum of the weights of `differences`; 0 if it matches. */
  readonly distance: number;
  readonly differences: readonly Difference[];
  readonly text: string;
}

/** A field in which an entry differs from a match. */
export interface Difference {
  /** `operation`, `account` and so on, or `argument md5`. */
  readonly field: string;
  /** For the reader; passwords are masked in both. */
  readonly expected: string;
  readonly seen: string;
  readonly weight: number;
}
