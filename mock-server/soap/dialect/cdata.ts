import type { Charset } from '../charset.js';
import type { Dice } from './dice.js';
import type { Piece, TextPiece } from './pieces.js';

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
