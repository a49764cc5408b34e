import { escapeText } from '../text.js';
import type { XmlElement } from './document.js';

/** Text to escape, or markup that represents text. */
export type TextPiece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'markup'; readonly markup: string };

/** An attribute of a start tag. */
export interface AttributePiece {
  /** White space before the name, at least one character. */
  readonly before: string;
  readonly name: string;
  /** The equals sign, and the white space around it. */
  readonly equals: string;
  readonly quote: '"' | "'";
  readonly value: readonly TextPiece[];
}

/** A start tag, an empty-element tag or the XML declaration. */
interface TagPiece {
  readonly kind: 'start' | 'empty' | 'declaration';
  readonly name: string;
  readonly attributes: readonly AttributePiece[];
  /** White space before its end. */
  readonly after: string;
}

interface EndPiece {
  readonly kind: 'end';
  readonly name: string;
  readonly after: string;
}

/** Where white space, comments and processing instructions change nothing. */
interface GapPiece {
  readonly kind: 'gap';
  readonly markup: string;
  /** Outside the root element. */
  readonly outside: boolean;
}

/** A document as a list of pieces. */
export type Piece = TextPiece | TagPiece | EndPiece | GapPiece;

/** The attribute as the service writes it. */
export function attributePiece(name: string, value: string, quote: '"' | "'" = '"'): AttributePiece {
  return { before: ' ', name, equals: '=', quote, value: [{ kind: 'text', text: value }] };
}

function qualified({ prefix, local }: { readonly prefix: string; readonly local: string }): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

const GAP: GapPiece = { kind: 'gap', markup: '', outside: false };

/** Only element content has gaps: next to text, white space would be text. */
function contentPieces(content: XmlElement['content']): Piece[] {
  if (content.length === 0) return [{ kind: 'text', text: '' }];
  const hasText = content.some((part) => typeof part === 'string');
  const gap = hasText ? [] : [GAP];
  const parts = content.flatMap((part): Piece[] =>
    typeof part === 'string' ? [{ kind: 'text', text: part }] : [...gap, ...elementPieces(part)],
  );
  return [...parts, ...gap];
}

/** The pieces of an element as the service spells it. */
export function elementPieces(element: XmlElement): Piece[] {
  const name = qualified(element);
  const attributes = element.attributes.map((attribute) =>
    attributePiece(qualified(attribute), attribute.value),
  );
  if (element.selfClosing && element.content.length === 0) {
    return [{ kind: 'empty', name, attributes, after: '' }];
  }
  return [
    { kind: 'start', name, attributes, after: '' },
    ...contentPieces(element.content),
    { kind: 'end', name, after: '' },
  ];
}

const IN_ATTRIBUTES = new Map([
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\t', '&#9;'],
  ['\n', '&#10;'],
]);

function renderAttribute({ before, name, equals, quote, value }: AttributePiece): string {
  const special = quote === '"' ? /["\t\n]/g : /['\t\n]/g;
  const escaped = (text: string): string =>
    escapeText(text).replace(special, (character) => IN_ATTRIBUTES.get(character) ?? character);
  const content = value.map((piece) => (piece.kind === 'text' ? escaped(piece.text) : piece.markup)).join('');
  return before + name + equals + quote + content + quote;
}

const TAG_ENDS = { start: ['<', '>'], empty: ['<', '/>'], declaration: ['<?', '?>'] } as const;

function render(piece: Piece): string {
  if (piece.kind === 'text') return escapeText(piece.text);
  if (piece.kind === 'markup' || piece.kind === 'gap') return piece.markup;
  if (piece.kind === 'end') return `</${piece.name}${piece.after}>`;
  const [opening, closing] = TAG_ENDS[piece.kind];
  return opening + piece.name + piece.attributes.map(renderAttribute).join('') + piece.after + closing;
}

/** Joins the pieces to a document. */
export function renderPieces(pieces: readonly Piece[]): string {
  return pieces.map(render).join('');
}
