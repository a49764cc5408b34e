import { BACKSLASH, LIST, LONG, type LongValue, QUOTE } from './json-outline.js';

/** The bytes are no JSON. */
export class NoJson extends Error {
  override readonly name = 'NoJson';
}

/**
 * Parses JSON in steps, piece by piece; each piece as JSON.parse does.
 * @param long what `outline` has found
 * @throws NoJson, and TypeError when they are not in UTF-8
 */
export function* readJson(bytes: Uint8Array, long: readonly LongValue[]): Generator<void, unknown> {
  return yield* new Reader(bytes).member(hasMark(bytes) ? 3 : 0, bytes.length, long);
}

/** A mark of the byte order, which JSON itself does not have. */
const hasMark = ([first, second, third]: Uint8Array): boolean =>
  first === 0xef && second === 0xbb && third === 0xbf;

class Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly bytes: Uint8Array) {}

  /** One value, and what stands around it. */
  *member(from: number, to: number, long: readonly LongValue[]): Generator<void, unknown> {
    const [value] = long;
    if (!value) return parse(this.#text(from, to));
    if (long.length > 1 || !isBlank(this.#text(from, value.start)) || !isBlank(this.#text(value.end + 1, to)))
      throw new NoJson();
    if (this.bytes[value.start] === QUOTE) return yield* this.#longText(value);
    return this.bytes[value.start] === LIST ? yield* this.#list(value) : yield* this.#table(value);
  }

  *#list(list: LongValue): Generator<void, unknown[]> {
    if (this.#text(list.end, list.end + 1) !== ']') throw new NoJson();
    const members: unknown[] = [];
    for (const { from, to, long } of groups(list)) {
      if (long.length > 0) members.push(yield* this.member(from, to, long));
      else for (const member of parse(`[${this.#group(list, from, to)}]`) as unknown[]) members.push(member);
      yield;
    }
    return members;
  }

  *#table(table: LongValue): Generator<void, object> {
    if (this.#text(table.end, table.end + 1) !== '}') throw new NoJson();
    const members = {};
    for (const { from, to, long } of groups(table)) {
      const [value] = long;
      if (value) {
        const [name] = Object.keys(parse(`{${this.#text(from, value.start)}0}`) as object);
        define(members, name ?? '', yield* this.member(value.start, to, long));
      } else
        for (const [name, member] of Object.entries(parse(`{${this.#group(table, from, to)}}`) as object))
          define(members, name, member);
      yield;
    }
    return members;
  }

  /** Several members. Where there is a comma, there is something before and behind it. */
  #group({ commas }: LongValue, from: number, to: number): string {
    const text = this.#text(from, to);
    if (commas.length > 0 && isBlank(text)) throw new NoJson();
    return text;
  }

  *#longText({ start, end }: LongValue): Generator<void, string> {
    let text = '';
    for (let from = start + 1; from < end; ) {
      const to = Math.min(this.#endOfPiece(from), end);
      text += parse(`"${this.#text(from, to)}"`);
      from = to;
      yield;
    }
    return text;
  }

  /** A place in a text at which neither an escape nor a character is cut through. */
  #endOfPiece(from: number): number {
    let at = from;
    while (at < from + LONG) {
      if (this.bytes[at] !== BACKSLASH) at += 1;
      else at += this.bytes[at + 1] === U ? UNICODE_ESCAPE : 2;
    }
    while (((this.bytes[at] ?? 0) & 0xc0) === 0x80) at += 1;
    return at;
  }

  #text(from: number, to: number): string {
    return this.#decoder.decode(this.bytes.subarray(from, to));
  }
}

const U = 0x75;
const UNICODE_ESCAPE = 6;

/** Members that are read together, or one that is long. */
interface Group {
  readonly from: number;
  readonly to: number;
  readonly long: readonly LongValue[];
}

function* groups({ start, end, commas, long }: LongValue): Generator<Group> {
  let [from, at, next] = [start + 1, start + 1, 0];
  for (let index = 0; index <= commas.length; index++) {
    const to = commas[index] ?? end;
    const first = next;
    while ((long[next]?.start ?? end) < to) next += 1;
    if (next > first) {
      if (from < at) yield { from, to: at - 1, long: [] };
      yield { from: at, to, long: long.slice(first, next) };
      from = to + 1;
    } else if (to - from >= LONG || to === end) {
      yield { from, to, long: [] };
      from = to + 1;
    }
    at = to + 1;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser counts from the beginning of the piece, in words that differ from engine to engine.
    throw new NoJson();
  }
}

const isBlank = (text: string): boolean => /^[ \t\n\r]*$/.test(text);

/** As JSON.parse does, for which `__proto__` is a name as any other. */
function define(table: object, name: string, value: unknown): void {
  Object.defineProperty(table, name, { value, writable: true, enumerable: true, configurable: true });
}
