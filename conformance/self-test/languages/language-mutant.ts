/** A text that occurs in the sources of a client exactly once, and its replacement. */
export interface SourceEdit {
  readonly find: string;
  readonly replace: string;
}

/** A client in another language that is broken on purpose. */
export interface LanguageMutant {
  /** Id of the requirement that has to find it. */
  readonly requirement: string;
  /** What the client does, as a sentence. */
  readonly what: string;
  readonly edits: readonly SourceEdit[];
}

/** A client that does something differently and correctly. */
export interface LanguageVariant {
  /** What the client does, as a sentence. */
  readonly what: string;
  readonly edits: readonly SourceEdit[];
  /** The command for each upload, for a client that does not stay; `{source}` is replaced by its file. */
  readonly exec?: string | undefined;
}

/** Replaces a text that occurs exactly once in the sources of the client. */
export const edit = (find: string, replace: string): SourceEdit => ({ find, replace });

/** A mutant with one edit. */
export const mutant = (requirement: string, what: string, find: string, replace: string): LanguageMutant => ({
  requirement,
  what,
  edits: [edit(find, replace)],
});

/** A correct variant that stays and speaks on stdio. */
export const right = (what: string, ...edits: readonly SourceEdit[]): LanguageVariant => ({ what, edits });

/** A change of a client's sources. */
export type Change = Pick<LanguageMutant, 'what' | 'edits'>;

/**
 * The sources of a client with a change, in the same order.
 * @throws RangeError when a text does not occur exactly once in all sources together
 */
export function changedSources(sources: readonly string[], { what, edits }: Change): readonly string[] {
  return edits.reduce((texts, { find, replace }) => {
    const pieces = texts.map((text) => text.split(find));
    const places = pieces.reduce((sum, { length }) => sum + length - 1, 0);
    if (places !== 1) throw new RangeError(`${what} There are ${places} places with: ${find}`);
    return pieces.map((each) => each.join(replace));
  }, sources);
}
