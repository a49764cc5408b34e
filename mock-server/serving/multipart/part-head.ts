/** Larger heads are refused, in bytes. */
const LARGEST = 16 * 1024;

const TOKEN = /[\w!#$%&'*+.^`|~-]/;
const TEXT = /[\t\x20-\x7e\x80-\xff]/;

/** A head that cannot be read. */
export class MalformedHead extends Error {
  override readonly name = 'MalformedHead';

  constructor() {
    super('Malformed part header');
  }
}

/** What is expected next. */
type State = 'name' | 'blank' | 'value' | 'lf' | 'line' | 'last';

/** Reads the head of one part as it comes. Of every header the first one counts. */
export class PartHead {
  readonly #headers = new Map<string, string>();
  #state: State = 'name';
  #name = '';
  #value = '';
  #length = 0;
  #isRead = false;
  /** Whether a delimiter came in the middle of it: then it is read by the grammar alone. */
  isSplit = false;

  /** Whether the head was read to its end. */
  get isRead(): boolean {
    return this.#isRead;
  }

  /** The value of a header by its name in lower case, a character for every byte. */
  get(name: string): string | undefined {
    return this.#headers.get(name);
  }

  /** Takes bytes, and tells how many of them were of the head. @throws MalformedHead */
  push(bytes: Uint8Array): number {
    let at = 0;
    for (; at < bytes.length && !this.#isRead; at += 1) {
      this.#length += 1;
      if (this.#length > LARGEST) throw new MalformedHead();
      this.#take(String.fromCharCode(bytes[at] ?? 0));
    }
    return at;
  }

  #take(character: string): void {
    switch (this.#state) {
      case 'name':
        if (TOKEN.test(character)) this.#name += character;
        else if (character === ':' && this.#name !== '') this.#state = 'blank';
        else throw new MalformedHead();
        return;
      case 'blank':
        if (character === ' ' || character === '\t') return;
        this.#state = 'value';
        this.#take(character);
        return;
      case 'value':
        if (TEXT.test(character)) this.#value += character;
        else if (character === '\r') this.#state = 'lf';
        else throw new MalformedHead();
        return;
      case 'lf':
        if (character !== '\n') throw new MalformedHead();
        this.#state = 'line';
        return;
      case 'line':
        this.#lineAfter(character);
        return;
      case 'last':
        if (character !== '\n') throw new MalformedHead();
        this.#isRead = true;
    }
  }

  #lineAfter(character: string): void {
    if (character === ' ' || character === '\t') {
      // The header goes on in this line.
      this.#value += character;
      this.#state = 'value';
      return;
    }
    const name = this.#name.toLowerCase();
    if (!this.#headers.has(name)) this.#headers.set(name, this.#value);
    this.#name = '';
    this.#value = '';
    this.#state = character === '\r' ? 'last' : 'name';
    if (character !== '\r') this.#take(character);
  }
}
