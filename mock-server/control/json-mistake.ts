/** Where a text stops being JSON, and what stands there. Lines and columns begin with 1. */
export interface JsonMistake {
  readonly line: number;
  readonly column: number;
  readonly found: string;
}

const BLANK = /[ \t\n\r]*/y;
const SCALAR =
  /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;
const NAME_AND_COLON = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"[ \t\n\r]*:/uy;

/**
 * Finds what JSON.parse complains of: its own messages differ from engine to engine, and many name no place.
 * @returns undefined when the text is JSON
 */
export function findJsonMistake(text: string): JsonMistake | undefined {
  const at = firstMistake(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  const [character] = text.slice(at);
  const found = character === undefined ? 'the end' : JSON.stringify(character);
  return { line, column: at - (before.lastIndexOf('\n') + 1) + 1, found };
}

/** What is open around a place, the innermost last. */
type Closing = ']' | '}';

function firstMistake(text: string): number | undefined {
  const open: Closing[] = [];
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    const found = pattern.test(text);
    if (found) at = pattern.lastIndex;
    return found;
  };
  const takeCharacter = (character: string): boolean => {
    take(BLANK);
    if (text[at] !== character) return false;
    at += 1;
    return true;
  };
  const takeName = (): boolean => {
    take(BLANK);
    return take(NAME_AND_COLON);
  };
  /** A scalar, or all that opens around the first one; false at a mistake. */
  const takeValue = (): boolean => {
    for (;;) {
      take(BLANK);
      if (takeCharacter('[')) {
        if (takeCharacter(']')) return true;
        open.push(']');
      } else if (takeCharacter('{')) {
        if (takeCharacter('}')) return true;
        open.push('}');
        if (!takeName()) return false;
      } else return take(SCALAR);
    }
  };
  for (;;) {
    if (!takeValue()) return at;
    for (let closing = open.at(-1); closing !== undefined && takeCharacter(closing); closing = open.at(-1))
      open.pop();
    if (open.length === 0) {
      take(BLANK);
      return at === text.length ? undefined : at;
    }
    if (!takeCharacter(',')) return at;
    if (open.at(-1) === '}' && !takeName()) return at;
  }
}
