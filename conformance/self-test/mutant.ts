/** A change of one place in a compiled module. */
export interface Edit {
  /** Path of the module, from the folder of the client or of the fake. */
  readonly file: string;
  /** Occurs in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A client or server that is broken on purpose. */
export interface Mutant {
  /** Id of the requirement that must find it. */
  readonly requirement: string;
  /** What it does wrong, as a sentence. */
  readonly what: string;
  /** Most often one; more where one mistake shows in several places. */
  readonly edits: readonly Edit[];
  /** Ids of the other requirements that may find it. */
  readonly consequences: readonly string[];
  /** Milliseconds for a call of a client whose mistake is to be late. Default: more than enough. */
  readonly timeoutMs?: number | undefined;
}

/** A mutant by edits. */
export const mutant = (
  requirement: string,
  what: string,
  edits: Edit | readonly Edit[],
  consequences: readonly string[] = [],
): Mutant => ({ requirement, what, edits: [edits].flat(), consequences });

/** Replaces a text that occurs exactly once in a compiled module. */
export const edit = (file: string, find: string, replace: string): Edit => ({ file, find, replace });
