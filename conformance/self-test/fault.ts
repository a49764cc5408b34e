import type { Edit } from './edit.js';

/** One fault of somebody, and which rules it breaks. */
export interface Fault<File extends string = string> {
  /** Id of the rule that has to find it. */
  readonly rule: string;
  /** What whoever has it does, as a sentence. */
  readonly what: string;
  /** Most often one; more where one fault shows in more than one place. */
  readonly edits: readonly [Edit<File>, ...Edit<File>[]];
  /** Ids of the other rules that may find it, too. */
  readonly consequences: readonly string[];
}
