import { SaxesParser, type SaxesTagNS } from 'saxes';
import { isSecretName, MASK, type Secrets } from './secrets.js';

/** What to mask in a document. */
export interface XmlSecrets {
  readonly secrets: Secrets;
  /** Whether an element is a password, by the local names from the root to it. */
  isPassword(path: readonly string[]): boolean;
  /** Whether to mask every text: in an unknown document any of them may be a password. */
  readonly hidesAll: boolean;
}

/** The document with its passwords replaced; `masked` is set if there were any. */
interface MaskedXml {
  readonly text: string;
  readonly masked: boolean;
}

interface OpenElement {
  readonly name: string;
  /** Offset of its content in the document. */
  readonly start: number;
  text: string;
  isLeaf: boolean;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The document is not well-formed, or has a password where it cannot be replaced. */
export class Unmaskable extends Error {
  override readonly name = 'Unmaskable';
}

/**
 * Masks the passwords in an XML document. A parser reads it, so that CDATA, entities and comments hide nothing. The
 * content of an element with a password is replaced; everything else stays to the letter.
 * @throws Unmaskable
 */
export function maskXml(document: string, what: XmlSecrets): MaskedXml {
  const edits = new Reader(document, what).read();
  if (edits.length === 0) return { text: document, masked: false };
  let text = '';
  let done = 0;
  for (const { start, end, text: replacement } of edits) {
    text += document.slice(done, start) + replacement;
    done = end;
  }
  return { text: text + document.slice(done), masked: true };
}

class Reader {
  readonly #parser = new SaxesParser({ xmlns: true });
  readonly #document: string;
  readonly #what: XmlSecrets;
  readonly #open: OpenElement[] = [];
  readonly #edits: Edit[] = [];
  /** Number of open elements from the outermost password on. */
  #secretDepth = 0;

  constructor(document: string, what: XmlSecrets) {
    this.#document = document;
    this.#what = what;
    this.#parser.on('error', ({ message }) => {
      throw new Unmaskable(`it is not well-formed XML (${message})`);
    });
    this.#parser.on('doctype', () => {
      throw new Unmaskable('it has a DOCTYPE');
    });
    this.#parser.on('opentag', (tag) => this.#openTag(tag));
    this.#parser.on('closetag', () => this.#closeTag());
    this.#parser.on('text', (text) => this.#addText(text));
    this.#parser.on('cdata', (text) => this.#addText(text));
    this.#parser.on('comment', (text) => this.#pass(text, 'a comment'));
    this.#parser.on('processinginstruction', ({ target, body }) =>
      this.#pass(`${target} ${body}`, 'a processing instruction'),
    );
  }

  read(): Edit[] {
    // In one piece: then positions of the parser are offsets in the document.
    this.#parser.write(this.#document).close();
    return this.#edits;
  }

  #openTag(tag: SaxesTagNS): void {
    const parent = this.#open.at(-1);
    if (parent !== undefined) parent.isLeaf = false;
    for (const [name, { prefix, value }] of Object.entries(tag.attributes)) {
      if (prefix !== 'xmlns' && name !== 'xmlns' && prefix !== 'xsi') this.#pass(value, `attribute ${name}`);
      if (isSecretName(name)) throw new Unmaskable(`attribute ${name} may hold a password`);
    }
    this.#open.push({ name: tag.local, start: this.#parser.position, text: '', isLeaf: true });
    const path = this.#open.map((element) => element.name);
    if (this.#secretDepth > 0 || this.#what.isPassword(path)) this.#secretDepth += 1;
  }

  #closeTag(): void {
    const element = this.#open.pop();
    if (element === undefined) return;
    if (this.#secretDepth > 0) {
      this.#secretDepth -= 1;
      if (this.#secretDepth === 0 && (element.text !== '' || !element.isLeaf)) this.#replace(element, MASK);
    } else if (!element.isLeaf) {
      this.#pass(element.text, `the text of <${element.name}>`);
    } else if (element.text !== '') {
      const shown = this.#what.hidesAll ? MASK : this.#what.secrets.mask(element.text);
      if (shown !== element.text) this.#replace(element, escaped(shown));
    }
  }

  #replace({ start }: OpenElement, text: string): void {
    // The parser is behind the end tag, where the next tag may begin.
    const end = this.#document.lastIndexOf('</', this.#parser.position - 1);
    this.#edits.push({ start, end, text });
  }

  #addText(text: string): void {
    const element = this.#open.at(-1);
    if (element !== undefined) element.text += text;
  }

  /** Checks a text that cannot be replaced. */
  #pass(text: string, where: string): void {
    if (this.#secretDepth > 0) return;
    const mayBeSecret = this.#what.hidesAll ? text.trim() !== '' : this.#what.secrets.mask(text) !== text;
    if (mayBeSecret) throw new Unmaskable(`${where} may hold a password`);
  }
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' };

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (character) => ENTITIES[character] ?? '');
