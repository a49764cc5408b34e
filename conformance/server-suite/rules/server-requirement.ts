import type { RequirementFacts } from '../../engine/requirement.js';

/** One thing that a service must, should or may do. Rules of evidence `assumption` are judged only when they are asked for. */
export interface ServerRequirement extends RequirementFacts {
  /**
   * `account`: to find out, the whole account has to be used, and not only what was made in it for this purpose. Such a rule
   * is left alone when somebody's real account is to be treated gently.
   */
  readonly touches?: 'account' | undefined;
  /** `jax3`: it is about what jax2 lacks, and does not concern a service of that version. */
  readonly since?: 'jax3' | undefined;
  /** Whether it takes a second account to find out. */
  readonly needsGuest?: true | undefined;
  /** The name of the assumption among those of the fake, if it has one there. */
  readonly assumption?: string | undefined;
}
