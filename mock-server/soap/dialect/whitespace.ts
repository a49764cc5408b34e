import type { Dice } from './dice.js';
import type { AttributePiece, Piece } from './pieces.js';

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
