import type { Piece } from './pieces.js';

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
