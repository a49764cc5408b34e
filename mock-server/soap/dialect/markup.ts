import type { Charset } from '../charset.js';
import type { Dice } from './dice.js';
import type { AttributePiece, Piece, TextPiece } from './pieces.js';

/** A section cannot contain its end marker, so that is split over two. */
function section(text: string): TextPiece {
  return { kind: 'markup', markup: `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>` };
}

/** Whether a character is possible in a section, which has no references; a CR would be read as LF. */
function fits(character: string, charset: Charset): boolean {
  if (character === '\r') return false;
  return charset.name.startsWith('utf-') || charset.decode(charset.encode(character)) === character;
}

/** The text in sections, except for characters that need references. */
function sections(characters: readonly string[], charset: Charset): TextPiece[] {
  const pieces: TextPiece[] = [];
  let held = '';
  for (const character of characters) {
    if (fits(character, charset)) {
      held += character;
      continue;
    }
    if (held !== '') pieces.push(section(held));
    pieces.push({ kind: 'text', text: character });
    held = '';
  }
  return held === '' && pieces.length > 0 ? pieces : [...pieces, section(held)];
}

/** Text in one section, in two, or in one between plain text. */
export function addCdata(pieces: readonly Piece[], dice: Dice, charset: Charset): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind !== 'text') return [piece];
    const characters = Array.from(piece.text);
    const way = dice.pick(['whole', 'split', 'mixed']);
    if (way === 'whole' || characters.length === 0) return sections(characters, charset);
    if (way === 'split') {
      const cut = dice.below(characters.length + 1);
      return [...sections(characters.slice(0, cut), charset), ...sections(characters.slice(cut), charset)];
    }
    const cut = dice.below(characters.length);
    const end = cut + 1 + dice.below(characters.length - cut);
    return [
      { kind: 'text', text: characters.slice(0, cut).join('') },
      ...sections(characters.slice(cut, end), charset),
      { kind: 'text', text: characters.slice(end).join('') },
    ];
  });
}

/** Some look like markup, for clients that search the text instead of parsing it. */
const COMMENTS = [
  '<!-- a comment -->',
  '<!---->',
  '<!-- <return>not this one</return> -->',
  '<!-- & < > ]]> " \' - &#x41; -->',
  '<!--\n</Envelope>\n-->',
  '<!--0-->',
] as const;

const INSTRUCTIONS = [
  '<?testkit?>',
  '<?testkit <return>not this one</return>?>',
  '<?x-y a="&" ]]> ?>',
] as const;

type Choices = readonly [string, ...string[]];

/** Fills a gap: outside the root always, else at random. */
function fillGap(piece: Piece, choices: Choices, dice: Dice): Piece {
  if (piece.kind !== 'gap' || !(piece.outside || dice.oneIn(4))) return piece;
  return { ...piece, markup: piece.markup + dice.pick(choices) };
}

/** Comments in gaps, and within text, which readers have to join. */
export function addComments(pieces: readonly Piece[], dice: Dice): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind !== 'text') return [fillGap(piece, COMMENTS, dice)];
    if (!dice.oneIn(2)) return [piece];
    const characters = Array.from(piece.text);
    const cut = dice.below(characters.length + 1);
    return [
      { kind: 'text', text: characters.slice(0, cut).join('') },
      { kind: 'markup', markup: dice.pick(COMMENTS) },
      { kind: 'text', text: characters.slice(cut).join('') },
    ];
  });
}

/** Processing instructions in gaps. */
export function addInstructions(pieces: readonly Piece[], dice: Dice): Piece[] {
  return pieces.map((piece) => fillGap(piece, INSTRUCTIONS, dice));
}

function isEmptyText(piece: Piece | undefined): boolean {
  return piece?.kind === 'text' && piece.text === '';
}

/** `<a></a>` for every empty element. */
export function longEmptyTags(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece): Piece[] =>
    piece.kind === 'empty'
      ? [
          { ...piece, kind: 'start' },
          { kind: 'end', name: piece.name, after: '' },
        ]
      : [piece],
  );
}

/** `<a/>` for every empty element, also for an empty text. */
export function shortEmptyTags(pieces: readonly Piece[]): Piece[] {
  return pieces.flatMap((piece, index): Piece[] => {
    if (piece.kind === 'start' && isEmptyText(pieces[index + 1])) return [{ ...piece, kind: 'empty' }];
    const ofEmpty = isEmptyText(piece) || (piece.kind === 'end' && isEmptyText(pieces[index - 1]));
    return ofEmpty ? [] : [piece];
  });
}

/** Predefined entities; text needs them no more than numeric references. */
const NAMED = new Map([
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
  ['<', '&lt;'],
]);

function reference(character: string, dice: Dice): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  const decimal = `&#${code};`;
  return dice.pick([
    decimal,
    `&#x${hex};`,
    `&#x${hex.toUpperCase()};`,
    `&#x00${hex};`,
    NAMED.get(character) ?? decimal,
  ]);
}

/** Writes at least one character as a reference. */
function refer(piece: TextPiece, dice: Dice): TextPiece[] {
  if (piece.kind !== 'text') return [piece];
  const characters = Array.from(piece.text);
  const chosen = dice.below(Math.max(characters.length, 1));
  return characters.map((character, index) =>
    index === chosen || dice.oneIn(4)
      ? { kind: 'markup', markup: reference(character, dice) }
      : { kind: 'text', text: character },
  );
}

/** References for characters that need none, in text and attribute values, including namespaces. */
export function addReferences(pieces: readonly Piece[], dice: Dice): Piece[] {
  return pieces.flatMap((piece): Piece[] => {
    if (piece.kind === 'text') return refer(piece, dice);
    if (piece.kind !== 'start' && piece.kind !== 'empty') return [piece];
    const attributes = piece.attributes.map((attribute) => ({
      ...attribute,
      value: attribute.value.flatMap((part) => refer(part, dice)),
    }));
    return [{ ...piece, attributes }];
  });
}

/** Single quotes around attributes. */
export function singleQuotes(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece): Piece => {
    if (piece.kind !== 'start' && piece.kind !== 'empty') return piece;
    return { ...piece, attributes: piece.attributes.map((attribute) => ({ ...attribute, quote: "'" })) };
  });
}

const BLANKS = [' ', '\n', '  ', '\n\t', '\r\n', '\r\n    ', '\t', ' \n\n '] as const;

/** Adds white space in gaps and tags; outside the root always. */
export function addWhitespace(pieces: readonly Piece[], dice: Dice): Piece[] {
  const maybe = (): string => (dice.oneIn(2) ? dice.pick(BLANKS) : '');
  const attribute = (piece: AttributePiece): AttributePiece => ({
    ...piece,
    before: dice.pick(BLANKS),
    equals: dice.oneIn(4) ? `${maybe()}=${maybe()}` : '=',
  });
  return pieces.map((piece): Piece => {
    switch (piece.kind) {
      case 'gap':
        return { ...piece, markup: maybe() + piece.markup + (piece.outside ? dice.pick(BLANKS) : maybe()) };
      case 'end':
        return { ...piece, after: maybe() };
      case 'start':
      case 'empty':
      case 'declaration':
        return { ...piece, attributes: piece.attributes.map(attribute), after: maybe() };
      default:
        return piece;
    }
  });
}
