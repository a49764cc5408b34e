import type { Dice } from './dice.js';
import type { Piece } from './pieces.js';

/** Some look like what a reader that searches for markup would take for the real thing. */
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

/** Something in gaps: outside the root always, else once in so many. */
function fillGap(piece: Piece, choices: Choices, dice: Dice): Piece {
  if (piece.kind !== 'gap' || !(piece.outside || dice.oneIn(4))) return piece;
  return { ...piece, markup: piece.markup + dice.pick(choices) };
}

/** Comments in gaps, and within text, which readers have to join again. */
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
