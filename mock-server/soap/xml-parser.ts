import { SaxesParser, type SaxesTagNS } from 'saxes';
import { quote } from './refusals.js';

/** What a document consists of, in its order. Each may throw, which ends the reading. */
export interface XmlEvents {
  open(tag: SaxesTagNS): void;
  /** The name of the closing tag is only checked after this: a `misnested` problem may follow. */
  close(): void;
  /** Text between two tags, or a CDATA section. */
  text(text: string): void;
  doctype(): void;
  /** One attribute, or the declaration of a namespace, before the tag that it stands in. */
  attribute?(value: string): void;
  /** The document is not well-formed; nothing follows. */
  problem(message: string, misnested: boolean): never;
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A name that may be told; anything else after an ampersand is text, perhaps a password, that was not escaped. */
const NAME = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u;

function position(line: number, column: number): string {
  return `\n at [row,col {unknown-source}]: [${line},${column}]`;
}

function undeclared(entity: string): string {
  return NAME.test(entity)
    ? `Undeclared general entity "${entity}".`
    : 'disallowed character in entity name.';
}

/** What the service's own parser says, where its words are known and ours are not the same (RI). */
function inWordsOfService(message: string): string {
  return message.replace(/^unbound namespace prefix: (".*")\.$/s, 'Undeclared namespace prefix $1');
}

/** What a parser tells: the events, and what is wrong with the document. */
interface Listener extends Pick<XmlEvents, 'open' | 'close' | 'text' | 'doctype'> {
  attribute(value: string): void;
  wrong(message: string): never;
}

/** A parser that can read one document after the other. */
class Machine {
  readonly parser = new SaxesParser({ xmlns: true, position: false });
  #listener: Listener | undefined;
  readonly #entities = new Proxy(this.parser.ENTITIES, {
    get: (_, name) => ENTITIES.get(String(name)) ?? this.#listener?.wrong(undeclared(String(name))),
  });

  constructor() {
    // No more than six: with a seventh handler V8 keeps the parser as a hash table, and it takes three times as long.
    // None is for errors, which the parser throws then.
    this.parser.on('attribute', ({ value }) => this.#listener?.attribute(value));
    this.parser.on('opentag', (tag) => this.#listener?.open(tag));
    this.parser.on('closetag', () => this.#listener?.close());
    this.parser.on('text', (text) => this.#listener?.text(text));
    this.parser.on('cdata', (text) => this.#listener?.text(text));
    this.parser.on('doctype', () => this.#listener?.doctype());
  }

  /** To be called before every document: the parser forgets its entities at the end of one. */
  begin(listener: Listener): void {
    this.#listener = listener;
    this.parser.ENTITIES = this.#entities;
  }

  /** Lets go of everything that hangs on the document. */
  release(): void {
    this.#listener = undefined;
  }
}

/** Making a machine takes as long as reading a small envelope with it, so those whose document was read are kept. */
const idle: Machine[] = [];
const MOST_IDLE = 64;

/** Reads XML with namespaces, fed in pieces of text. Knows the five entities of XML and no other. */
export class XmlParser {
  readonly #machine = idle.pop() ?? new Machine();
  readonly #events: XmlEvents;
  #ended = false;
  #hasProblem = false;

  constructor(events: XmlEvents) {
    this.#events = events;
    this.#machine.begin({
      open: (tag) => events.open(tag),
      close: () => events.close(),
      text: (text) => events.text(text),
      doctype: () => events.doctype(),
      attribute: (value) => events.attribute?.(value),
      wrong: (message) => this.#problem(message),
    });
  }

  write(text: string): void {
    try {
      this.#machine.parser.write(text);
    } catch (error) {
      this.#failed(error);
    }
  }

  /** To be called once; nothing can be written afterwards. */
  end(): void {
    this.#ended = true;
    try {
      this.#machine.parser.close();
    } catch (error) {
      this.#failed(error);
    }
    // Only here: a machine that an event threw out of is in no state to begin again.
    this.#machine.release();
    if (idle.length < MOST_IDLE) idle.push(this.#machine);
  }

  /** Where the text ends that was told last, as the service writes positions (RI). */
  get position(): string {
    const { line, column } = this.#machine.parser;
    return position(line, column - 1);
  }

  /** What the parser itself throws is a plain error; anything else was thrown by one of the events. */
  #failed(error: unknown): never {
    if (this.#hasProblem || !(error instanceof Error) || error.constructor !== Error) throw error;
    return this.#problem(error.message);
  }

  #problem(message: string): never {
    this.#hasProblem = true;
    const { line, column } = this.#machine.parser;
    const exception = this.#ended ? 'WstxEOFException: Unexpected EOF: ' : 'WstxParsingException: ';
    const reason = quote(inWordsOfService(message).replace(/\.$/, ''));
    this.#events.problem(
      `com.ctc.wstx.exc.${exception}${reason}${position(line, column)}`,
      message === 'unexpected close tag.',
    );
  }
}
