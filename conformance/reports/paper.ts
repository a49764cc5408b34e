import { styleText } from 'node:util';
import { widthOf, wrapped } from './text/text-width.js';
import { clipped, visible } from './text/visible-text.js';

/** How a text report is laid out. */
export interface TerminalOptions {
  readonly colour: boolean;
  /** Columns of the terminal. Undefined for logs: then nothing is wrapped. */
  readonly columns: number | undefined;
}

/** Colours and weights that are legible on light and dark grounds. */
const STYLES = { good: 'green', bad: 'red', doubt: 'yellow', quiet: 'dim', strong: 'bold' } as const;

type Painter = (style: keyof typeof STYLES, text: string) => string;

/** @param colour whether to use escape codes; the caller knows the terminal, so `styleText` must not look at stdout */
export const painter =
  (colour: boolean): Painter =>
  (style, text) =>
    colour && text !== '' ? styleText(STYLES[style], text, { validateStream: false }) : text;

/** For logs: no colours, no wrapping. */
export const PLAIN: TerminalOptions = { colour: false, columns: undefined };

const NARROWEST = 40;
/** Longer texts are cut: a terminal is no place to read them. */
const LONGEST_TEXT = 2000;

/** The lines of a text for a terminal. Makes foreign text harmless. */
export class Paper {
  readonly paint: Painter;
  readonly #columns: number;
  readonly #lines: string[] = [];

  constructor({ colour, columns }: TerminalOptions) {
    this.paint = painter(colour);
    this.#columns = columns === undefined ? Number.POSITIVE_INFINITY : Math.max(NARROWEST, columns);
  }

  get text(): string {
    return `${this.#lines.join('\n')}\n`;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** One empty line, never at the beginning. */
  gap(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('');
  }

  /** @param front our own text, `indent` columns wide when shown; what does not fit behind it goes below, indented */
  hanging(front: string, indent: number, text: string): void {
    const [first = '', ...rest] = this.#fit(text, indent);
    this.line(`${front}${first}`.trimEnd());
    for (const line of rest) this.line(`${' '.repeat(indent)}${line}`.trimEnd());
  }

  quiet(indent: number, text: string): void {
    for (const line of this.#fit(text, indent))
      this.line(`${' '.repeat(indent)}${this.paint('quiet', line)}`);
  }

  named(name: string, text: string): void {
    const front = `  ${name}: `;
    this.hanging(this.paint('quiet', front), widthOf(front), text);
  }

  /** A text of several lines below its name. */
  block(name: string, text: string): void {
    this.line(`  ${this.paint('quiet', `${name}:`)}`);
    this.hanging('    ', 4, text);
  }

  #fit(text: string, indent: number): string[] {
    const room = Math.max(NARROWEST / 2, this.#columns - indent);
    return visible(clipped(text, LONGEST_TEXT))
      .replaceAll('\t', ' ')
      .split('\n')
      .flatMap((line) => wrapped(line, room));
  }
}
