import type { Dice } from './dice.js';
import type { Piece, TextPiece } from './pieces.js';

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
