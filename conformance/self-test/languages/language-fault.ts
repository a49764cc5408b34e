/** A text of a client's source that stands there exactly once, and what stands there instead. */
export interface SourceEdit {
  readonly find: string;
  readonly replace: string;
}

/** One fault of a client in another language. */
export interface LanguageFault {
  /** Id of the requirement that has to find it. */
  readonly rule: string;
  /** What the client does, as a sentence. */
  readonly what: string;
  readonly edits: readonly SourceEdit[];
}

/** A client that does something in another way, which is as right. */
export interface LanguageVariant {
  /** What the client does, as a sentence. */
  readonly what: string;
  readonly edits: readonly SourceEdit[];
  /** The command for each upload, where it is no client that stays; with `{source}` in the place of its file. */
  readonly exec?: string | undefined;
}

export const edit = (find: string, replace: string): SourceEdit => ({ find, replace });

/** A fault that is one edit. */
export const fault = (rule: string, what: string, find: string, replace: string): LanguageFault => ({
  rule,
  what,
  edits: [edit(find, replace)],
});

/** A right variant that stays and speaks on stdio. */
export const right = (what: string, ...edits: readonly SourceEdit[]): LanguageVariant => ({ what, edits });

/** What is done to a client. */
export type Change = Pick<LanguageFault, 'what' | 'edits'>;

/**
 * The sources of a client with a change, as many as there were, in the same order.
 * @throws RangeError when a text does not stand there exactly once, all sources together
 */
export function changedSources(sources: readonly string[], { what, edits }: Change): readonly string[] {
  return edits.reduce((texts, { find, replace }) => {
    const pieces = texts.map((text) => text.split(find));
    const places = pieces.reduce((sum, { length }) => sum + length - 1, 0);
    if (places !== 1) throw new RangeError(`${what} There are ${places} places with: ${find}`);
    return pieces.map((each) => each.join(replace));
  }, sources);
}

/** The same of a client that is written in one file. */
export const faultySource = (source: string, change: Change): string =>
  changedSources([source], change).join('');
