import { visible } from '../text/visible-text.js';

/** A piece of well-formed HTML or XML. Only `markup` makes one of foreign text. */
export class Markup {
  readonly text: string;

  /** @param text HTML or XML of our own, never foreign text */
  constructor(text: string) {
    this.text = text;
  }
}

type Inserted = Markup | string | number | readonly Markup[];

/** Empty markup. */
export const NOTHING = new Markup('');

/** Makes HTML or XML: values are escaped, both between tags and in quoted attributes, unless it is Markup. */
export function markup(pieces: TemplateStringsArray, ...inserted: readonly Inserted[]): Markup {
  return new Markup(
    pieces.map((piece, i) => piece + (i < inserted.length ? textOf(inserted[i] ?? '') : '')).join(''),
  );
}

/** Something for each item. */
export const each = <Item>(items: readonly Item[], piece: (item: Item, index: number) => Markup): Markup[] =>
  items.map(piece);

function textOf(inserted: Inserted): string {
  if (inserted instanceof Markup) return inserted.text;
  if (typeof inserted === 'object') return inserted.map(({ text }) => text).join('');
  return visible(String(inserted)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
