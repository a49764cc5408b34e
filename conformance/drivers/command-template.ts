import { AdapterError } from './client-under-test.js';

/** What a template may ask for. */
export const PLACEHOLDERS = ['wsdl', 'soap', 'login', 'password', 'file', 'name', 'dirId'] as const;

/** A placeholder of a command, without its braces. */
export type Placeholder = (typeof PLACEHOLDERS)[number];

/** A command with places to be filled in, such as `php upload.php {wsdl} {login} {password} {file}`. */
export class CommandTemplate {
  readonly #words: readonly string[];

  /** @throws AdapterError when a quote has no end, or it has a place that nothing belongs into, or none for the file */
  constructor(template: string) {
    this.#words = splitWords(template);
    const known = PLACEHOLDERS.map((name) => `{${name}}`).join(' ');
    for (const name of this.#words.flatMap(namesIn))
      if (!isPlaceholder(name))
        throw new AdapterError(`The command has {${name}}, which is unknown. There are: ${known}`);
    if (this.#words.length === 0)
      throw new AdapterError('The command is empty. Give one such as: ./upload {file}');
    if (!this.has('file'))
      throw new AdapterError(
        `The command has no {file}, so it would not know what to upload. There are: ${known}`,
      );
  }

  get program(): string {
    return this.#words[0] ?? '';
  }

  has(name: Placeholder): boolean {
    return this.#words.some((word) => namesIn(word).includes(name));
  }

  /** Program and arguments. A value is never split or read in any other way. */
  fill(values: Readonly<Record<Placeholder, string>>): string[] {
    return this.#words.map((word) => word.replace(PLACE, (_, name: Placeholder) => values[name]));
  }
}

const PLACE = /\{([a-z]+)\}/gi;

const namesIn = (word: string): string[] => [...word.matchAll(PLACE)].map(([, name = '']) => name);

const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name);

// Within double quotes a backslash is for these alone, as in POSIX.
const PIECE =
  /\\\n|'(?<single>[^']*)'|"(?<double>(?:\\.|[^"\\])*)"|\\(?<escaped>.)|(?<plain>[^\s'"\\]+)|(?<blank>\s+)/sy;

/**
 * Splits a command into words as a POSIX shell does, without expanding anything.
 * @throws AdapterError when a quote has no end
 */
export function splitWords(command: string): string[] {
  const words: string[] = [];
  let word: string | undefined;
  for (let at = 0; at < command.length; at = PIECE.lastIndex) {
    const [piece, groups] = pieceAt(command, at);
    // A backslash before the end of a line joins two lines, and is no word.
    if (piece === '\\\n') continue;
    if (groups['blank'] === undefined) word = (word ?? '') + textOf(groups);
    else if (word !== undefined) {
      words.push(word);
      word = undefined;
    }
  }
  return word === undefined ? words : [...words, word];
}

function pieceAt(command: string, at: number): [text: string, groups: Groups] {
  PIECE.lastIndex = at;
  const found = PIECE.exec(command);
  if (!found) throw new AdapterError(unended(command, at));
  return [found[0], found.groups ?? {}];
}

type Groups = Readonly<Record<string, string | undefined>>;

function textOf({ single, double, escaped, plain }: Readonly<Record<string, string | undefined>>): string {
  if (double !== undefined) return double.replace(/\\(?:\n|(["\\$`]))/g, (_, quoted = '') => quoted);
  return single ?? plain ?? escaped ?? '';
}

const unended = (command: string, at: number): string =>
  command[at] === '\\'
    ? 'The command ends with a backslash, which has nothing to quote.'
    : `The quote at character ${at + 1} of the command has no end: ${command.slice(at)}`;
