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
  /** The XML declaration is not one that the service knows; no event follows. */
  badDeclaration(): never;
  /** The document is not well-formed; no event follows. */
  problem(message: string, about: Problem): never;
}

/** What matters of a problem, other than its words. */
export interface Problem {
  /** The closing tag has another name than the opening one. */
  readonly misnested: boolean;
  /** The service meets it when it reads the text, as it has begun to read the text without problems (RI). */
  readonly inText: boolean;
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

/** What our parser says of declarations that the service's parser cannot begin with (RI). */
const BAD_DECLARATION =
  /^(?:XML declaration is|did not expect any more name|expected (?:the name|one of)|value (?:required|must be quoted)|version number|encoding value|standalone value|whitespace required|The character \? is disallowed)/;
/** Other versions are read as 1.0 by our parser. */
const VERSIONS: readonly (string | undefined)[] = [undefined, '1.0', '1.1'];

/** Messages about references. */
const IN_REFERENCE = /entity/;

/** Messages about a character that is not expected: the service's parser has another exception for these (RI). */
const UNEXPECTED_CHARACTER =
  /^(?:disallowed character|text data outside|attribute without value|unquoted attribute|no whitespace between|forward-slash in|weird empty)/;

/** The events, and the problem of a document. */
interface Listener extends Pick<XmlEvents, 'open' | 'close' | 'text' | 'doctype'> {
  attribute(value: string): void;
  wrong(message: string): never;
}

/** A parser that reads one document after the other. */
class Machine {
  readonly parser = new SaxesParser({
    xmlns: true,
    position: false,
    // The service reads XML 1.1 by the rules of 1.0 (RI).
    defaultXMLVersion: '1.0',
    forceXMLVersion: true,
  });
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

  /** Whether there is text between the last tag and here. */
  get hasText(): boolean {
    // A private field of the parser: it collects the text here, over chunks and references.
    return Reflect.get(this.parser, 'text') !== '';
  }

  /** Whether the document so far ends in a CDATA section. The parser is unusable afterwards. */
  endsInCdata(): boolean {
    let isClosed = false;
    const ignore = (): void => undefined;
    const wrong = (message: string): never => {
      throw new Error(message);
    };
    const text = (): void => {
      isClosed = true;
    };
    this.#listener = { open: ignore, close: ignore, doctype: ignore, attribute: ignore, text, wrong };
    try {
      this.parser.write(']]>');
    } catch {
      // Outside of a section, this is an error in most places.
      return false;
    }
    return isClosed;
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
  /** Whether the root element was seen. */
  #opened = false;
  #hasProblem = false;

  constructor(events: XmlEvents) {
    this.#events = events;
    this.#machine.begin({
      open: (tag) => {
        if (!this.#opened) this.#checkDeclaration();
        this.#opened = true;
        events.open(tag);
      },
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

  /**
   * Call it once, after the last chunk.
   * @param isOpen whether a closing tag is missing
   */
  end(isOpen = false): void {
    this.#ended = true;
    if (isOpen && this.#machine.endsInCdata())
      this.#report('WstxEOFException: Unexpected EOF in CDATA section', true);
    try {
      this.#machine.parser.close();
    } catch (error) {
      this.#failed(error);
    }
    // Only here: after an error, a machine cannot be reused.
    this.#machine.release();
    if (idle.length < MOST_IDLE) idle.push(this.#machine);
  }

  /** The namespace of a prefix at the current start tag, '' being the default one. */
  namespaceOf(prefix: string): string | undefined {
    return this.#machine.parser.resolve(prefix);
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

  #checkDeclaration(isBad = false): void {
    if (!isBad && VERSIONS.includes(this.#machine.parser.xmlDecl.version)) return;
    this.#hasProblem = true;
    this.#events.badDeclaration();
  }

  #problem(message: string): never {
    this.#hasProblem = true;
    if (!this.#opened) this.#checkDeclaration(BAD_DECLARATION.test(message));
    const inText = IN_REFERENCE.test(message) && this.#machine.hasText;
    this.#report(this.#exception(message), inText, message === 'unexpected close tag.');
  }

  #report(exception: string, inText: boolean, misnested = false): never {
    const { line, column } = this.#machine.parser;
    const message = `com.ctc.wstx.exc.${exception}${position(line, column)}`;
    return this.#events.problem(message, { misnested, inText });
  }

  #exception(message: string): string {
    const reason = quote(inWordsOfService(message).replace(/\.$/, ''));
    if (this.#ended) return `WstxEOFException: Unexpected EOF${this.#opened ? `: ${reason}` : ' in prolog'}`;
    const kind = UNEXPECTED_CHARACTER.test(message) ? 'WstxUnexpectedCharException' : 'WstxParsingException';
    return `${kind}: ${reason}`;
  }
}
