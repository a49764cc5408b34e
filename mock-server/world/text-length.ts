/** What to say about a text with too many UTF-16 units; undefined when it is short enough. */
export function tooLong(what: string, text: string, longest: number): string | undefined {
  if (text.length <= longest) return undefined;
  return `The ${what} has ${text.length} characters, at most ${longest} are allowed.`;
}
