import { SaxesParser, type SaxesTagNS } from 'saxes';
import { quote } from './faults.js';

/** Events of a document, in its order. Each may throw, which ends the parsing. */
interface XmlEvents {
  open(tag: SaxesTagNS): void;
  /** The name of the closing tag is checked afterwards: a `misnested` problem may follow. */
  close(): void;
  /** Text between two tags, or a CDATA section. */
  text(text: string): void;
  doctype(): void;
  /** An attribute or namespace declaration, before its tag. */
  attribute?(value: string): void;
  /** The document is not well-formed; no event follows. */
  problem(message: string, misnested: boolean): never;
}

const ENTITIES = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** A name that may be quoted; other text after an ampersand may be an unescaped password. */
const NAME = /^[\p{L}_:][\p{L}\p{N}_:.-]*$/u;

function position(line: number, column: number): string {
  return `\n at [row,col {unknown-source}]: [${line},${column}]`;
}

function undeclared(entity: string): string {
  return NAME.test(entity)
    ? `Undeclared general entity "${entity}".`
    : 'disallowed character in entity name.';
}

/** The message of the service's own parser, where it is known and differs from ours (RI). */
function inWordsOfService(message: string): string {
  return message.replace(/^unbound namespace prefix: (".*")\.$/s, 'Undeclared namespace prefix $1');
}

/** The events, and the problem of a document. */
interface Listener extends Pick<XmlEvents, 'open' | 'close' | 'text' | 'doctype'> {
  attribute(value: string): void;
  wrong(message: string): never;
}

/** A parser that reads one document after the other. */
class Machine {
  readonly parser = new SaxesParser({ xmlns: true, position: false });
  #listener: Listener | undefined;
  readonly #entities = new Proxy(this.parser.ENTITIES, {
    get: (_, name) => ENTITIES.get(String(name)) ?? this.#listener?.wrong(undeclared(String(name))),
  });

  constructor() {
    // No more than six handlers: with a seventh, V8 stores the parser as a hash table, which is three times slower.
    // Without a handler for errors, the parser throws them.
    this.parser.on('attribute', ({ value }) => this.#listener?.attribute(value));
    this.parser.on('opentag', (tag) => this.#listener?.open(tag));
    this.parser.on('closetag', () => this.#listener?.close());
    this.parser.on('text', (text) => this.#listener?.text(text));
    this.parser.on('cdata', (text) => this.#listener?.text(text));
    this.parser.on('doctype', () => this.#listener?.doctype());
  }

  /** Call it before every document: the parser drops its entities at the end of one. */
  begin(listener: Listener): void {
    this.#listener = listener;
    this.parser.ENTITIES = this.#entities;
  }

  /** Drops all references to the document. */
  release(): void {
    this.#listener = undefined;
  }
}

/** Making a machine takes as long as reading a small envelope, so machines are reused. */
const idle: Machine[] = [];
const MOST_IDLE = 64;

/** Reads XML with namespaces, in chunks of text. Knows the five predefined entities only. */
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

  /** Call it once, after the last chunk. */
  end(): void {
    this.#ended = true;
    try {
      this.#machine.parser.close();
    } catch (error) {
      this.#failed(error);
    }
    // Only here: after an error, a machine cannot be reused.
    this.#machine.release();
    if (idle.length < MOST_IDLE) idle.push(this.#machine);
  }

  /** The end of the last text event, as the service writes positions (RI). */
  get position(): string {
    const { line, column } = this.#machine.parser;
    return position(line, column - 1);
  }

  /** The parser throws plain errors; other errors come from the events. */
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
