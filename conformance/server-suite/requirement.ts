import type { RequirementFacts } from '../engine/index.js';
import type { SequencePlan } from './steps/sequence.js';
import type { AnyStepKind, StepsOf } from './steps/step.js';

/** One requirement for servers. Requirements of evidence `assumption` are judged only on request. */
export interface ServerRequirement extends RequirementFacts {
  /** `account`: its sequences use the account as a whole, not only their own folder. `gentle` runs leave it out. */
  readonly touches?: 'account' | undefined;
  /** `jax3`: it does not apply to a service of version jax2. */
  readonly since?: 'jax3' | undefined;
  /** Whether its sequences use a second account. */
  readonly needsGuest?: true | undefined;
  /** The name of the fake's assumption that decides it, if there is one. */
  readonly assumption?: string | undefined;
  /** What the sequences that exercise it consist of. A function, as arbitraries take time to make. */
  readonly sequences: (common: CommonSteps) => SequencePlan;
}

/**
 * The steps that change an account and that sequences of other groups begin with. Requirements receive them as an argument:
 * the files of these steps import the requirements of other groups, so an import would be a circle.
 */
export interface CommonSteps {
  readonly upload: StepsOf<{
    readonly folder: number;
    readonly name: string;
    /** Bytes. */
    readonly size: number;
    /** Where the file is cut into parts, in thousandths of its size. */
    readonly cuts: readonly number[];
  }>;
  readonly newFolder: StepsOf<{ readonly folder: number; readonly name: string }>;
  readonly renameFile: StepsOf<object>;
  readonly renameFolder: StepsOf<object>;
  readonly removeFile: StepsOf<object>;
  readonly removeFolder: StepsOf<object>;
  readonly restore: StepsOf<object>;
  readonly purgeFile: StepsOf<object>;
  readonly purgeFolder: StepsOf<object>;
}

/** Requirements and the steps that exercise them: what one file of `requirements/` exports. */
export interface RequirementGroup {
  readonly requirements: readonly ServerRequirement[];
  readonly steps: readonly AnyStepKind[];
}
