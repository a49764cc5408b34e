import { Problem } from '../problem.js';

/** Depth limit: more than any valid body needs, and within the limits of every parser. */
const DEEPEST = 200;

/** Bytes between two signs outside of texts, that is, of numbers and white space. */
const LONGEST_GAP = 64 * 1024;

/** Bytes of one text: joining a longer one takes too long. */
const LONGEST_TEXT = 8 * 1024 * 1024;

/** Bytes between two yields. */
const STRETCH = 64 * 1024;

/** A value of more bytes is long: it is parsed in chunks. */
export const LONG = 64 * 1024;

export const [QUOTE, BACKSLASH, LIST] = [0x22, 0x5c, 0x5b];
const [COMMA, COLON] = [0x2c, 0x3a];
const isOpening = (byte: number): boolean => byte === LIST || byte === 0x7b;
const isClosing = (byte: number): boolean => byte === 0x5d || byte === 0x7d;

/** A list, object or text of many bytes, by the offsets of its first and last sign. */
export interface LongValue {
  readonly start: number;
  readonly end: number;
  /** Offsets of the commas between its members; none in a text. */
  readonly commas: readonly number[];
  /** Its long members, in their order. */
  readonly long: readonly LongValue[];
}

interface OpenValue {
  readonly start: number;
  readonly commas: number[];
  readonly long: LongValue[];
}

const openAt = (start: number): OpenValue => ({ start, commas: [], long: [] });

/**
 * Scans JSON before it is parsed, in steps: depth, number of values, unterminated texts, and where it can be split.
 * The parser decides whether it is valid.
 * @param mostValues with lists and objects
 * @returns the outermost long values
 * @throws Problem
 */
export function* outline(bytes: Uint8Array, mostValues: number): Generator<void, readonly LongValue[]> {
  const open: OpenValue[] = [];
  let here = openAt(-1);
  let [values, sign, next, text] = [1, -1, STRETCH, -1];
  const close = (value: OpenValue, end: number, around: OpenValue): void => {
    if (end - value.start >= LONG) around.long.push({ ...value, end });
  };
  for (let at = 0; at < bytes.length; at += 1) {
    if (at >= next) {
      next = at + STRETCH;
      if (text >= 0 && at - text > LONGEST_TEXT)
        throw malformed(
          `has a text of more than ${LONGEST_TEXT} bytes, which begins at byte ${text + 1}; give such a file its size alone, or upload it`,
        );
      yield;
    }
    const byte = bytes[at] ?? 0;
    if (text >= 0) {
      if (byte === BACKSLASH) at += 1;
      if (byte !== QUOTE) continue;
      close(openAt(text), at, here);
      text = -1;
    } else if (byte === QUOTE) text = at;
    else if (isOpening(byte)) {
      values += 1;
      open.push(here);
      here = openAt(at);
      if (open.length > DEEPEST) throw malformed(`is nested deeper than ${DEEPEST} levels`);
    } else if (isClosing(byte)) {
      const around = open.pop();
      if (around) {
        close(here, at, around);
        here = around;
      }
    } else if (byte === COMMA) {
      values += 1;
      here.commas.push(at);
    } else if (byte === COLON) refuseLongName(here);
    else if (at - sign > LONGEST_GAP)
      throw malformed(`has more than ${LONGEST_GAP} blanks and digits in one place`);
    else continue;
    sign = at;
    if (values > mostValues) throw malformed(`has more than ${mostValues} values`);
  }
  if (text >= 0) throw malformed(`is not valid JSON: the text that begins at byte ${text + 1} has no end`);
  // An unterminated value is read as far as it goes.
  for (let around = open.pop(); around; around = open.pop()) {
    close(here, bytes.length, around);
    here = around;
  }
  return here.long;
}

/** @throws Problem for a long name */
function refuseLongName({ start, commas, long }: OpenValue): void {
  if ((long.at(-1)?.start ?? -1) > (commas.at(-1) ?? start))
    throw malformed(`has a name of more than ${LONG} bytes`);
}

const malformed = (what: string): Problem => new Problem('malformed', `The body ${what}.`);
