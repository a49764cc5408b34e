/** One fault of a client in another language. */
export interface LanguageFault {
  /** Id of the requirement that has to find it. */
  readonly rule: string;
  /** What the client does, as a sentence. */
  readonly what: string;
  /** Texts of its source that stand there exactly once, and what stands there instead. */
  readonly edits: readonly { readonly find: string; readonly replace: string }[];
}

/**
 * The source of a client with a fault.
 * @throws RangeError when a text does not stand there exactly once
 */
export function faultySource(source: string, { what, edits }: LanguageFault): string {
  return edits.reduce((text, { find, replace }) => {
    const pieces = text.split(find);
    if (pieces.length !== 2)
      throw new RangeError(`${what} There are ${pieces.length - 1} places with: ${find}`);
    return pieces.join(replace);
  }, source);
}
