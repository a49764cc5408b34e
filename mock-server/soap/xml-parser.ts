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

/** Reads XML with namespaces, fed in pieces of text. Knows the five entities of XML and no other. */
export class XmlParser {
  readonly #parser: SaxesParser<{ xmlns: true; position: false }>;
  readonly #events: XmlEvents;
  #ended = false;

  constructor(events: XmlEvents) {
    const parser = new SaxesParser({ xmlns: true, position: false });
    this.#parser = parser;
    this.#events = events;
    parser.on('error', ({ message }) => this.#problem(message));
    parser.on('opentag', (tag) => events.open(tag));
    parser.on('closetag', () => events.close());
    parser.on('text', (text) => events.text(text));
    parser.on('cdata', (text) => events.text(text));
    parser.on('doctype', () => events.doctype());
    parser.ENTITIES = new Proxy(parser.ENTITIES, {
      get: (_, name) =>
        ENTITIES.get(String(name)) ?? this.#problem(`Undeclared general entity "${String(name)}".`),
    });
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  end(): void {
    this.#ended = true;
    this.#parser.close();
  }

  #problem(message: string): never {
    const reason = this.#ended ? `Unexpected EOF: ${message}` : message;
    const { line, column } = this.#parser;
    this.#events.problem(
      `${quote(reason.replace(/\.$/, ''))} (line ${line}, column ${column})`,
      message === 'unexpected close tag.',
    );
  }
}
