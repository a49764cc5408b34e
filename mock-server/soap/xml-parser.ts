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

/** Reads XML with namespaces, fed in pieces of text. Knows the five entities of XML and no other. */
export class XmlParser {
  readonly #parser: SaxesParser<{ xmlns: true; position: false }>;
  readonly #events: XmlEvents;
  #ended = false;

  constructor(events: XmlEvents) {
    const parser = new SaxesParser({ xmlns: true, position: false });
    this.#parser = parser;
    this.#events = events;
    // No more than six: with a seventh handler V8 keeps the parser as a hash table, and it takes three times as long.
    parser.on('error', ({ message }) => this.#problem(message));
    parser.on('opentag', (tag) => events.open(tag));
    parser.on('closetag', () => events.close());
    parser.on('text', (text) => events.text(text));
    parser.on('cdata', (text) => events.text(text));
    parser.on('doctype', () => events.doctype());
    parser.ENTITIES = new Proxy(parser.ENTITIES, {
      get: (_, name) => ENTITIES.get(String(name)) ?? this.#problem(undeclared(String(name))),
    });
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#ended = true;
    this.#parser.close();
  }

  /** Where the text ends that was told last, as the service writes positions (RI). */
  get position(): string {
    return position(this.#parser.line, this.#parser.column - 1);
  }

  #problem(message: string): never {
    const { line, column } = this.#parser;
    const exception = this.#ended ? 'WstxEOFException: Unexpected EOF: ' : 'WstxParsingException: ';
    const reason = quote(inWordsOfService(message).replace(/\.$/, ''));
    this.#events.problem(
      `com.ctc.wstx.exc.${exception}${reason}${position(line, column)}`,
      message === 'unexpected close tag.',
    );
  }
}
