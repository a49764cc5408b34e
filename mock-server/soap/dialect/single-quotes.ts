import type { Piece } from './pieces.js';

/** Single quotes around attributes. */
export function singleQuotes(pieces: readonly Piece[]): Piece[] {
  return pieces.map((piece): Piece => {
    if (piece.kind !== 'start' && piece.kind !== 'empty') return piece;
    return { ...piece, attributes: piece.attributes.map((attribute) => ({ ...attribute, quote: "'" })) };
  });
}
