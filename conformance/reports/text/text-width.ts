import { graphemes } from './graphemes.js';

/** Scripts and blocks that take two columns in a terminal, by Unicode's East Asian Width. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{20000}-\u{3fffd}]|\p{Emoji_Presentation}/u;
const NONE = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;

/** How many columns of a terminal a text takes, for a text without control characters. */
export function widthOf(text: string): number {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const character of graphemes(text)) width += widthOfCharacter(character);
  return width;
}

const widthOfCharacter = (character: string): number =>
  NONE.test(character) ? 0 : WIDE.test(character) ? 2 : 1;

/** Breaks a text into lines of at most so many columns, between words where it can be. Each word is measured once. */
export function wrapped(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line: Piece = EMPTY;
  for (const piece of text.split(' ').flatMap((word) => pieces(word, columns))) {
    if (line.text !== '' && line.width + 1 + piece.width > columns) {
      lines.push(line.text);
      line = piece;
    } else if (line.text === '') line = piece;
    else line = { text: `${line.text} ${piece.text}`, width: line.width + 1 + piece.width };
  }
  return [...lines, line.text];
}

interface Piece {
  readonly text: string;
  /** Columns. */
  readonly width: number;
}

const EMPTY: Piece = { text: '', width: 0 };

/** A word, in pieces that fit into a line. */
function pieces(word: string, columns: number): Piece[] {
  const width = widthOf(word);
  if (width <= columns) return [{ text: word, width }];
  const result: Piece[] = [];
  let piece = EMPTY;
  for (const character of graphemes(word)) {
    const more = widthOfCharacter(character);
    if (piece.text !== '' && piece.width + more > columns) {
      result.push(piece);
      piece = EMPTY;
    }
    piece = { text: piece.text + character, width: piece.width + more };
  }
  return [...result, piece];
}
