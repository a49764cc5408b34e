import { trimBlanks } from './blanks.js';
import { type Element, newElement } from './element.js';
import type { Limits } from './limits.js';
import { clark, ENVELOPE_NAMESPACE, type QualifiedName, refusals } from './refusals.js';
import { readTag, type StartTag } from './tags.js';
import type { Warnings } from './warnings.js';
import { XmlParser } from './xml-parser.js';

/** What an envelope carries. Both may throw a SoapFault. */
export interface Payload {
  /** The start tag of the first child of Body; null when Body is empty. */
  start(name: QualifiedName | null): void;
  /** The same element, complete. */
  complete(element: Element): void;
}

/** Where the reading stands: ahead of the operation element, in it, or past it. */
type Place = 'before' | 'inside' | 'after';
type Section = 'Envelope' | 'Header' | 'Body' | 'tail';

/**
 * Reads a SOAP 1.1 envelope as a streaming reader does: whatever is wrong first, in the order of the stream, is the
 * fault (wire). Only what is inside the operation element is kept.
 */
export class EnvelopeReader {
  readonly #limits: Limits;
  readonly #payload: Payload;
  readonly #warnings: Warnings;
  readonly #parser: XmlParser;
  readonly #open: Element[] = [];
  readonly #notUnderstood: QualifiedName[] = [];
  #place: Place = 'before';
  #section: Section = 'Envelope';
  #depth = 0;
  #elements = 0;
  #headerSeen = false;
  /** What a closing tag leads to, put off until its name has been checked. */
  #afterClose: (() => void) | undefined;

  constructor(limits: Limits, payload: Payload, warnings: Warnings) {
    this.#limits = limits;
    this.#payload = payload;
    this.#warnings = warnings;
    this.#parser = new XmlParser({
      open: (tag) => this.#openTag(readTag(tag)),
      close: () => this.#closeTag(),
      text: (text) => this.#text(text),
      doctype: () => {
        throw refusals.doctype();
      },
      problem: (message, misnested) => this.#problem(message, misnested),
    });
  }

  /** @throws SoapFault at the first thing that is wrong; the reader is of no use afterwards */
  write(text: string): void {
    this.#parser.write(text);
  }

  /** @throws SoapFault as `write` does */
  end(): void {
    this.#parser.end();
    this.#settle();
  }

  /** Ends the reading because the bytes that follow are no text. */
  undecodable(reason: string): never {
    return this.#problem(reason, false);
  }

  #problem(message: string, misnested: boolean): never {
    if (!misnested) this.#settle();
    if (this.#place === 'inside') throw refusals.malformedArguments(message);
    throw this.#place === 'before' ? refusals.malformed(message) : refusals.brokenTail(message);
  }

  #settle(): void {
    const action = this.#afterClose;
    this.#afterClose = undefined;
    action?.();
  }

  #openTag(tag: StartTag): void {
    this.#settle();
    this.#depth += 1;
    this.#elements += 1;
    if (this.#depth > this.#limits.depth) throw refusals.tooDeep(this.#limits);
    if (this.#elements > this.#limits.elements) throw refusals.tooMany(this.#limits);
    if (this.#place === 'inside') this.#openElement(tag);
    else if (this.#place === 'after') this.#ignore(tag);
    else if (this.#depth === 1) this.#openRoot(tag);
    else if (this.#depth === 2) this.#openSection(tag);
    else if (this.#section === 'Body') this.#openPayload(tag);
    else if (this.#depth === 3) this.#openBlock(tag);
  }

  #openRoot(name: QualifiedName): void {
    if (name.local !== 'Envelope') throw refusals.unexpectedTag('Envelope', name);
    if (name.uri !== ENVELOPE_NAMESPACE) throw refusals.versionMismatch(name.uri);
  }

  #openSection(name: QualifiedName): void {
    const isSoap = name.uri === ENVELOPE_NAMESPACE;
    if (isSoap && name.local === 'Header' && !this.#headerSeen) {
      this.#headerSeen = true;
      this.#section = 'Header';
    } else if (isSoap && name.local === 'Body') this.#section = 'Body';
    else throw refusals.unexpectedTag('Body', name);
  }

  #openBlock(tag: StartTag): void {
    if (tag.mandatory) this.#notUnderstood.push({ uri: tag.uri, local: tag.local });
    else this.#warnings.add(`the header block ${clark(tag)} is ignored`);
  }

  #openPayload(tag: StartTag): void {
    this.#start(tag);
    this.#place = 'inside';
    this.#openElement(tag);
  }

  #start(name: QualifiedName | null): void {
    if (this.#notUnderstood.length > 0) throw refusals.notUnderstood(this.#notUnderstood);
    this.#payload.start(name);
  }

  #openElement({ uri, local, nil }: StartTag): void {
    const element = newElement(uri, local, nil);
    this.#open.at(-1)?.children.push(element);
    this.#open.push(element);
  }

  #ignore(name: QualifiedName): void {
    if (this.#depth === 3 && this.#section === 'Body') {
      this.#warnings.add(`${clark(name)} is a second child of Body; it is ignored`);
    } else if (this.#depth === 2) this.#warnings.add(`${clark(name)} after Body is ignored`);
  }

  #closeTag(): void {
    this.#settle();
    this.#depth -= 1;
    if (this.#place === 'inside') this.#closeElement();
    else if (this.#depth === 1) this.#closeSection();
    else if (this.#depth === 0 && this.#place === 'before') {
      this.#afterClose = () => {
        throw refusals.noBody();
      };
    }
  }

  #closeElement(): void {
    const element = this.#open.pop();
    if (element === undefined || this.#open.length > 0) return;
    this.#afterClose = () => {
      this.#place = 'after';
      this.#payload.complete(element);
    };
  }

  #closeSection(): void {
    if (this.#section === 'Body' && this.#place === 'before') this.#afterClose = () => this.#start(null);
    this.#section = this.#place === 'after' ? 'tail' : 'Envelope';
  }

  #text(text: string): void {
    this.#settle();
    const top = this.#open.at(-1);
    if (top !== undefined) {
      top.text += text;
      return;
    }
    const isHeaderContent = this.#section === 'Header' && this.#depth > 2;
    // Text outside the root is the parser's to refuse.
    if (this.#depth === 0 || isHeaderContent || trimBlanks(text) === '') return;
    if (this.#place === 'before') throw refusals.strayText(text);
    if (this.#depth < 3) this.#warnings.add('the text after the operation element is ignored');
  }
}
