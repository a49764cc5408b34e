import { Problem } from './problem.js';

/** Deeper than any body has a reason to be, and shallow enough for every reader. */
const DEEPEST = 200;

/** The most values of a body, lists and tables among them: what has more would take too long to be checked. */
export const MOST_VALUES = 100_000;

/** The most bytes outside of texts: brackets, numbers and blanks, which nobody needs more of for so many values. */
const MOST_OUTSIDE = 16 * 1024 * 1024;

/** How many bytes are looked at between two places where others may have their turn. */
const STRETCH = 64 * 1024;

const [QUOTE, BACKSLASH, COMMA] = [0x22, 0x5c, 0x2c];
const isOpening = (byte: number): boolean => byte === 0x5b || byte === 0x7b;
const isClosing = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

/**
 * Looks over JSON before it is parsed, in steps: how deep it is nested, how many values it has, and whether its texts end.
 * Whether it is JSON at all is up to the parser.
 * @throws Problem
 */
export function* outline(bytes: Uint8Array): Generator<void, void> {
  let [depth, values, outside, next] = [0, 1, 0, STRETCH];
  for (let at = 0; at < bytes.length; at += 1) {
    if (at >= next) {
      next = at + STRETCH;
      yield;
    }
    const byte = bytes[at] ?? 0;
    outside += 1;
    if (byte === QUOTE) at = endOfText(bytes, at);
    else if (isOpening(byte)) depth += 1;
    else if (isClosing(byte)) depth -= 1;
    if (byte === COMMA || isOpening(byte)) values += 1;
    if (depth > DEEPEST) throw malformed(`is nested deeper than ${DEEPEST} levels`);
    if (values > MOST_VALUES) throw malformed(`has more than ${MOST_VALUES} values`);
    if (outside > MOST_OUTSIDE) throw malformed(`has more than ${MOST_OUTSIDE} bytes outside of texts`);
  }
}

/** Where the text ends that begins with a quote. */
function endOfText(bytes: Uint8Array, start: number): number {
  for (let end = bytes.indexOf(QUOTE, start + 1); end >= 0; end = bytes.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (bytes[end - 1 - backslashes] === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  throw malformed(`is no JSON: the text that begins at byte ${start + 1} has no end`);
}

const malformed = (what: string): Problem => new Problem('malformed', `The body ${what}.`);
