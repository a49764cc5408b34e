import { type Element, newElement, type UnboundPrefix } from './element.js';
import { clark, ENVELOPE_NAMESPACE, type QualifiedName, refusals, type SoapFault } from './faults.js';
import { type Gap, passText } from './gap.js';
import type { Limits } from './limits.js';
import { readTag, type StartTag } from './tags.js';
import { trimBlanks } from './text.js';
import type { Warnings } from './warnings.js';
import { type Problem, XmlParser } from './xml-parser.js';

/** Receives the content of an envelope. `start` and `complete` may throw a SoapFault. */
interface Payload {
  /** The start tag of the first child of Body; null when Body is empty. */
  start(name: QualifiedName | null): void;
  /** Whether the service sees this child of the element as one of its arguments. May throw a SoapFault. */
  isPart(element: Element): boolean;
  /** Whether the service reads the text of the last of these elements, the first of which is the operation element. */
  readsText(elements: readonly Element[]): boolean;
  /** The same element, complete. */
  complete(element: Element): void;
}

/** As a character: the decoder has taken the first one away. */
const BYTE_ORDER_MARK = '\ufeff';

/** The current position: before, in or after the operation element. */
type Place = 'before' | 'inside' | 'after';
type Section = 'Envelope' | 'Header' | 'Body' | 'tail';

/**
 * Reads a SOAP 1.1 envelope like a streaming reader: the first problem in the stream is the fault (RI). Only the
 * content of the operation element is kept.
 */
export class EnvelopeReader {
  readonly #limits: Limits;
  readonly #payload: Payload;
  readonly #warnings: Warnings;
  readonly #parser: XmlParser;
  readonly #open: Element[] = [];
  readonly #notUnderstood: QualifiedName[] = [];
  #place: Place = 'before';
  #gap: Gap = 'content';
  /** Whether the current child of the operation element is an argument. */
  #inPart = false;
  #section: Section = 'Envelope';
  #depth = 0;
  #elements = 0;
  /** Attributes of the current tag. */
  #attributes = 0;
  #begun = false;
  #rootSeen = false;
  #headerSeen = false;
  /** The effect of a closing tag, deferred until its name is checked. */
  #afterClose: (() => void) | undefined;
  /** What the last closing tag changed at once: taken back when its name is wrong. */
  readonly #beforeClose: { gap: Gap; section: Section; element: Element | undefined } = {
    gap: 'content',
    section: 'Envelope',
    element: undefined,
  };

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
      attribute: (value) => this.#attribute(value),
      badDeclaration: () => {
        throw refusals.badDeclaration();
      },
      problem: (message, about) => this.#problem(message, about),
    });
  }

  /** @throws SoapFault at the first problem; the reader is unusable afterwards */
  write(text: string): void {
    if (!this.#begun && text.startsWith(BYTE_ORDER_MARK)) throw refusals.secondMark();
    this.#begun = true;
    this.#parser.write(text);
  }

  /** @throws SoapFault as `write` does */
  end(): void {
    this.#parser.end(this.#depth > 0);
    this.#settle();
  }

  /** Ends the reading at bytes that are not text; the service decodes ahead of its reader (RI). */
  undecodable(reason: string): never {
    this.#settle();
    const problem = `com.ctc.wstx.exc.WstxIOException: ${reason}`;
    throw this.#place === 'after' ? refusals.brokenTail(problem) : refusals.malformed(problem);
  }

  #problem(message: string, { misnested, inText }: Problem): never {
    if (misnested) this.#reopen();
    else this.#settle();
    if (this.#place === 'after') throw refusals.brokenTail(message);
    if (!this.#rootSeen) throw refusals.malformed(message);
    if (inText && this.#readsText()) throw refusals.malformedText(message);
    throw this.#place === 'inside' ? this.#brokenOperation(message) : this.#brokenHead(message);
  }

  /** The fault depends on which reader of the service meets the problem (RI). */
  #brokenOperation(message: string): SoapFault {
    const inPart = this.#open.length > 1 ? this.#inPart : this.#gap === 'next';
    if (inPart) return refusals.malformedArguments(message);
    const asksForTag = this.#open.length === 1 && this.#gap === 'tag';
    return asksForTag ? refusals.malformedTag(message) : refusals.malformedInside(message);
  }

  /** Whether the service reads the text here, and does not only pass it by (RI). */
  #readsText(): boolean {
    if (this.#place !== 'inside') return this.#gap === 'content' || this.#isInBlock;
    return this.#open.length > 1 && this.#inPart && this.#payload.readsText(this.#open);
  }

  #brokenHead(message: string): SoapFault {
    const isBlock = this.#section === 'Header' && (this.#depth > 2 || this.#gap === 'next');
    return isBlock ? refusals.malformedTag(message) : refusals.malformedInside(message);
  }

  #settle(): void {
    const action = this.#afterClose;
    this.#afterClose = undefined;
    action?.();
  }

  #attribute(value: string): void {
    this.#attributes += 1;
    if (this.#attributes > this.#limits.attributes) throw refusals.tooManyAttributes(this.#limits);
    if (value.length > this.#limits.attributeLength) throw refusals.tooLongAttribute(this.#limits);
  }

  #openTag(tag: StartTag): void {
    this.#settle();
    this.#attributes = 0;
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
    if (name.local !== 'Envelope') throw refusals.noEnvelope(name);
    if (name.uri !== ENVELOPE_NAMESPACE) throw refusals.versionMismatch(name.uri);
    this.#rootSeen = true;
  }

  #openSection(name: QualifiedName): void {
    const isSoap = name.uri === ENVELOPE_NAMESPACE;
    if (isSoap && name.local === 'Header' && !this.#headerSeen) {
      this.#headerSeen = true;
      this.#section = 'Header';
    } else if (isSoap && name.local === 'Body') this.#section = 'Body';
    else throw refusals.missingBody(name);
  }

  #openBlock(tag: StartTag): void {
    if (tag.mandatory) this.#notUnderstood.push({ uri: tag.uri, local: tag.local });
    else this.#warnings.add(`the header block ${clark(tag)} is ignored`);
  }

  #openPayload(tag: StartTag): void {
    this.#start(tag);
    this.#place = 'inside';
    this.#gap = 'tag';
    this.#openElement(tag);
  }

  #start(name: QualifiedName | null): void {
    if (this.#notUnderstood.length > 0) throw refusals.notUnderstood(this.#notUnderstood);
    this.#payload.start(name);
  }

  #openElement({ uri, local, nil, type }: StartTag): void {
    const element = newElement(uri, local, nil, type === undefined ? undefined : this.#typeNamed(type));
    const parent = this.#open.at(-1);
    if (parent !== undefined) this.#adopt(parent, element);
    this.#open.push(element);
  }

  #typeNamed(value: string): QualifiedName | UnboundPrefix {
    const name = trimBlanks(value);
    const colon = Math.max(0, name.indexOf(':'));
    const prefix = name.slice(0, colon);
    const uri = this.#parser.namespaceOf(prefix);
    if (uri === undefined && prefix !== '') return { unbound: prefix };
    return { uri: uri ?? '', local: colon === 0 ? name : name.slice(colon + 1) };
  }

  #adopt(parent: Element, child: Element): void {
    if (this.#open.length === 1) this.#inPart = this.#payload.isPart(child);
    if (trimBlanks(parent.text) !== '') parent.textBefore = parent.text;
    parent.text = '';
    parent.children.push(child);
  }

  #ignore(name: QualifiedName): void {
    if (this.#depth === 3 && this.#section === 'Body') {
      this.#warnings.add(`${clark(name)} is a second child of Body; it is ignored`);
    } else if (this.#depth === 2) this.#warnings.add(`${clark(name)} after Body is ignored`);
  }

  #reopen(): void {
    const { gap, section, element } = this.#beforeClose;
    this.#afterClose = undefined;
    this.#depth += 1;
    this.#gap = gap;
    this.#section = section;
    if (element) this.#open.push(element);
  }

  #closeTag(): void {
    this.#settle();
    this.#beforeClose.gap = this.#gap;
    this.#beforeClose.section = this.#section;
    this.#beforeClose.element = undefined;
    this.#depth -= 1;
    if (this.#place === 'inside') this.#closeElement();
    else if (this.#depth === 1) this.#closeSection();
    else if (this.#place === 'before') {
      if (this.#depth === 0) this.#afterClose = () => this.#endWithoutBody();
      else if (this.#depth === 2) this.#gap = 'next';
    }
  }

  /** After a Header alone, the service takes the end of the Envelope for a tag (RI). */
  #endWithoutBody(): never {
    throw this.#headerSeen
      ? refusals.missingBody({ uri: ENVELOPE_NAMESPACE, local: 'Envelope' })
      : refusals.emptyEnvelope();
  }

  #closeElement(): void {
    const element = this.#open.pop();
    this.#beforeClose.element = element;
    if (this.#open.length === 1) this.#gap = this.#inPart ? 'next' : 'tag';
    if (element === undefined || this.#open.length > 0) return;
    this.#afterClose = () => {
      this.#place = 'after';
      this.#payload.complete(element);
    };
  }

  #closeSection(): void {
    if (this.#section === 'Body' && this.#place === 'before') this.#afterClose = () => this.#start(null);
    this.#section = this.#place === 'after' ? 'tail' : 'Envelope';
    this.#gap = 'content';
  }

  #text(text: string): void {
    this.#settle();
    const top = this.#open.at(-1);
    if (top !== undefined && this.#open.length > 1) top.text += text;
    else if (this.#place === 'after') this.#tailText(text);
    else if (this.#depth > 0 && !this.#isInBlock) {
      // The parser refuses text outside the root.
      const where = this.#place === 'inside' ? 'the operation' : 'the Header';
      this.#gap = passText(this.#gap, text, where, () => this.#parser.position, this.#warnings);
    }
  }

  #tailText(text: string): void {
    if (this.#depth > 0 && this.#depth < 3 && trimBlanks(text) !== '') {
      this.#warnings.add('the text after the operation element is ignored');
    }
  }

  get #isInBlock(): boolean {
    return this.#section === 'Header' && this.#depth > 2;
  }
}
