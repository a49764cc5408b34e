/** How something is marked in a terminal. */
export type Paint = 'good' | 'bad' | 'doubt' | 'quiet' | 'strong';

/** SGR codes that are legible on light and dark grounds. */
const CODES: Readonly<Record<Paint, string>> = {
  good: '32',
  bad: '31',
  doubt: '33',
  quiet: '2',
  strong: '1',
};

export type Painter = (paint: Paint, text: string) => string;

/** @param colour whether the terminal can show colours; without them texts stay as they are */
export const painter =
  (colour: boolean): Painter =>
  (paint, text) =>
    colour && text !== '' ? `\u001b[${CODES[paint]}m${text}\u001b[0m` : text;
