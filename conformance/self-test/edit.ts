/** A change of one place in a compiled module. */
export interface Edit<File extends string = string> {
  /** Path of the module, from the folder that all edits of a fault are about. */
  readonly file: File;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
}
