import type { Dice } from './dice.js';
import type { Piece } from './pieces.js';

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
