import { mistakeIn } from './mistake.js';
import { BACKSLASH, LIST, LONG, type LongValue, QUOTE } from './outline.js';

/** The bytes are not JSON. */
export class NoJson extends Error {
  override readonly name = 'NoJson';

  /** @param at offset of the first invalid byte; the length if something is missing at the end */
  constructor(readonly at: number) {
    super(`Byte ${at + 1} cannot stand there`);
  }
}

/**
 * Parses JSON in chunks, each by JSON.parse, in steps.
 * @param long result of `outline`
 * @throws NoJson, and TypeError when the bytes are not UTF-8
 */
export function* readJson(bytes: Uint8Array, long: readonly LongValue[]): Generator<void, unknown> {
  return yield* new Reader(bytes).member(hasMark(bytes) ? 3 : 0, bytes.length, long);
}

/** A byte order mark, which is not part of JSON. */
const hasMark = ([first, second, third]: Uint8Array): boolean =>
  first === 0xef && second === 0xbb && third === 0xbf;

class Reader {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

  constructor(private readonly bytes: Uint8Array) {}

  /** One value, and the white space around it. */
  *member(from: number, to: number, long: readonly LongValue[]): Generator<void, unknown> {
    const [value] = long;
    if (!value) return this.#parse('', from, to, '');
    this.#demandBlank(from, value.start);
    const read = yield* this.#long(value);
    this.#demandBlank(value.end + 1, to);
    return read;
  }

  *#long(value: LongValue): Generator<void, unknown> {
    if (this.bytes[value.start] === QUOTE) return yield* this.#longText(value);
    return this.bytes[value.start] === LIST ? yield* this.#list(value) : yield* this.#table(value);
  }

  *#list(list: LongValue): Generator<void, unknown[]> {
    const members: unknown[] = [];
    for (const { from, to, long } of groups(list)) {
      if (long.length > 0) members.push(yield* this.member(from, to, long));
      else for (const member of this.#group(list, '[', from, to, ']') as unknown[]) members.push(member);
      yield;
    }
    if (this.bytes[list.end] !== END_OF_LIST) throw new NoJson(list.end);
    return members;
  }

  *#table(table: LongValue): Generator<void, object> {
    const members = {};
    for (const { from, to, long } of groups(table)) {
      const [value] = long;
      if (value) {
        const [name] = Object.keys(this.#parse('{', from, value.start, '0}') as object);
        define(members, name ?? '', yield* this.member(value.start, to, long));
      } else
        for (const [name, member] of Object.entries(this.#group(table, '{', from, to, '}') as object))
          define(members, name, member);
      yield;
    }
    if (this.bytes[table.end] !== END_OF_TABLE) throw new NoJson(table.end);
    return members;
  }

  /** Several members. A comma has a member before and after it. */
  #group({ commas }: LongValue, open: string, from: number, to: number, close: string): unknown {
    if (commas.length > 0 && isBlank(this.#text(from, to))) throw new NoJson(to);
    return this.#parse(open, from, to, close);
  }

  #demandBlank(from: number, to: number): void {
    const text = this.#text(from, to);
    if (!isBlank(text)) throw new NoJson(from + text.search(/[^ \t\n\r]/));
  }

  /** Parses a chunk, completed to a valid document. */
  #parse(open: string, from: number, to: number, close: string): unknown {
    const text = this.#text(from, to);
    try {
      return JSON.parse(open + text + close);
    } catch {
      // The messages of the parser differ between engines.
      const at = mistakeIn(open + text + close) ?? 0;
      throw new NoJson(Math.min(from + utf8Length(text.slice(0, at - open.length)), to));
    }
  }

  *#longText({ start, end }: LongValue): Generator<void, string> {
    let text = '';
    for (let from = start + 1; from < end; ) {
      const to = Math.min(this.#endOfPiece(from), end);
      text += this.#parse('"', from, to, '"');
      from = to;
      yield;
    }
    return text;
  }

  /** An offset in a text that splits neither an escape nor a character. */
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

const [END_OF_LIST, END_OF_TABLE] = [0x5d, 0x7d];
const U = 0x75;
const UNICODE_ESCAPE = 6;

/** Members that are parsed together, or one long member. */
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

const utf8Length = (text: string): number => new TextEncoder().encode(text).length;

const isBlank = (text: string): boolean => /^[ \t\n\r]*$/.test(text);

/** Like JSON.parse, for which `__proto__` is an ordinary name. */
function define(table: object, name: string, value: unknown): void {
  Object.defineProperty(table, name, { value, writable: true, enumerable: true, configurable: true });
}
