import fc, { type GeneratorValue } from 'fast-check';
import {
  ARRAYS,
  type ArrayName,
  OPERATIONS,
  type OperationName,
  SERVICE_NAMESPACE,
  STRUCTS,
  type StructName,
  type TypeName,
} from '../../../wsdl/contract.js';

/** Draws a choice that XML leaves to the writer. */
type Draw = GeneratorValue;

const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const SCHEMA = 'http://www.w3.org/2001/XMLSchema';
const XSI = 'http://www.w3.org/2001/XMLSchema-instance';

const prefixes = fc.constantFrom('', 'S', 'soap-env', '_', '__proto__', 'constructor', 'é');
const misc = fc.constantFrom(
  '',
  '',
  '',
  ' ',
  '\n\t',
  '\r\n',
  '<!-- a - <b> &c; -->',
  '<?pi <&a?>',
  '<!----> \r<?x?>',
);
const blanks = fc.constantFrom('', '', ' ', '\n', '\r\n\t');
const headers = fc.constantFrom(
  '',
  '<x xmlns="urn:x">a<y/>&lt;</x>',
  '<wsse:Security xmlns:wsse="urn:w"><wsse:Password>p</wsse:Password></wsse:Security><b/>',
  `<x e:mustUnderstand="1" e:actor="urn:other" xmlns:e="${ENVELOPE}"/>`,
);
const spoken = fc.constantFrom('raw', 'raw', 'raw', 'decimal', 'hex', 'cdata', 'split');

/** Spells calls in any legal way; characters above `highest` are always references. */
export class Speller {
  readonly #draw: Draw;
  readonly #highest: number;

  constructor(draw: Draw, highest: number) {
    this.#draw = draw;
    this.#highest = highest;
  }

  document(declaration: string, operation: OperationName, args: object): string {
    const outer = this.#draw(() => prefixes);
    const body = this.#misc() + this.#operation(operation, args, outer === '') + this.#misc();
    const header = this.#draw(() => fc.boolean()) ? this.#header(outer) : '';
    const content =
      this.#misc() + header + this.#element(this.#qualified(outer, 'Body'), '', body) + this.#misc();
    const namespace = this.#declare(outer, ENVELOPE);
    return (
      declaration +
      this.#misc() +
      this.#element(this.#qualified(outer, 'Envelope'), namespace, content) +
      this.#misc()
    );
  }

  #header(outer: string): string {
    // The blocks ignore their default namespace.
    return (
      this.#element(
        this.#qualified(outer, 'Header'),
        '',
        this.#draw(() => headers),
      ) + this.#misc()
    );
  }

  #operation(operation: OperationName, args: object, defaultTaken: boolean): string {
    const prefix = this.#draw(() => prefixes);
    const reset = defaultTaken || prefix === '' ? this.#declare('', '') : '';
    const values = new Map(Object.entries(args));
    const parts = OPERATIONS[operation].args.map(({ part, name, type }) => {
      const repeated = this.#draw(() => fc.boolean()) ? this.#element(part, reset, 'x') : '';
      return repeated + this.#typed(part, type, values.get(name), reset);
    });
    const unknown = this.#element('arg99', reset, 'x') + this.#element('y:arg0', ' xmlns:y="urn:y"', 'x');
    const all = this.#shuffled(this.#draw(() => fc.boolean()) ? [...parts, unknown] : parts);
    const content = all.map((part) => this.#misc() + part).join('') + this.#misc();
    return this.#element(
      this.#qualified(prefix, operation),
      this.#declare(prefix, SERVICE_NAMESPACE),
      content,
    );
  }

  #typed(name: string, type: TypeName, value: unknown, attributes = ''): string {
    if (value === null) return this.#element(name, `${attributes} xmlns:i="${XSI}" i:nil="true"`, '');
    const typed = this.#draw(() => fc.boolean())
      ? ` xmlns:t="${XSI}" xmlns:q="${SCHEMA}" t:type="q:${type}"`
      : '';
    return this.#element(name, attributes + typed, this.#content(type, value));
  }

  #content(type: TypeName, value: unknown): string {
    if (type === 'string') return this.#text(String(value));
    if (type === 'boolean')
      return this.#round(this.#draw(() => fc.constantFrom(String(value), value ? '1' : '0')));
    if (type === 'int' || type === 'long') {
      const text = String(value);
      return this.#round(
        text.startsWith('-') ? text : this.#draw(() => fc.constantFrom('', '+', '00')) + text,
      );
    }
    return Object.hasOwn(ARRAYS, type)
      ? this.#list('item', ARRAYS[type as ArrayName], value) + this.#misc()
      : this.#fields(type as StructName, value);
  }

  #list(name: string, type: TypeName, values: unknown): string {
    if (!Array.isArray(values)) return '';
    return values.map((value) => this.#misc() + this.#typed(name, type, value)).join('');
  }

  #fields(type: StructName, value: unknown): string {
    const values = new Map(Object.entries(value ?? {}));
    const fields = STRUCTS[type].filter(({ name }) => values.has(name));
    const spelt = fields.map(({ name, type: fieldType, occurs }) => {
      const field = values.get(name);
      return occurs === 'list' ? this.#list(name, fieldType, field) : this.#typed(name, fieldType, field);
    });
    return this.#shuffled([...spelt, '<unknown>x</unknown>'])
      .map((field) => this.#misc() + field)
      .join('');
  }

  #text(text: string): string {
    return Array.from(text, (character) => this.#character(character)).join('');
  }

  #character(character: string): string {
    const code = character.codePointAt(0) ?? 0;
    const way = this.#draw(() => spoken);
    const mustRefer = character === '\r' || code > this.#highest;
    if (way === 'hex') return `&#x${code.toString(16)};`;
    if (way === 'decimal' || mustRefer) return `&#${code};`;
    if (way === 'cdata') return `<![CDATA[${character}]]>`;
    const escaped =
      { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }[character] ?? character;
    return way === 'split' ? `<!-- -->${escaped}<?p?>` : escaped;
  }

  #element(name: string, attributes: string, content: string): string {
    const space = this.#draw(() => blanks);
    if (content === '' && this.#draw(() => fc.boolean())) return `<${name}${attributes}${space}/>`;
    return `<${name}${attributes}${space}>${content}</${name}${space}>`;
  }

  #declare(prefix: string, namespace: string): string {
    const quote = this.#draw(() => fc.constantFrom('"', "'"));
    return ` xmlns${prefix === '' ? '' : `:${prefix}`}${this.#draw(() => blanks)}=${quote}${namespace}${quote}`;
  }

  #qualified(prefix: string, local: string): string {
    return prefix === '' ? local : `${prefix}:${local}`;
  }

  #round(text: string): string {
    return this.#draw(() => blanks) + text + this.#draw(() => blanks);
  }

  #misc(): string {
    return this.#draw(() => misc);
  }

  #shuffled(list: readonly string[]): string[] {
    return this.#draw(() => fc.shuffledSubarray([...list], { minLength: list.length }));
  }
}
