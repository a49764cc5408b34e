/** The bytes to send, without `end`; 64-bit. */
export interface ByteSpan {
  readonly start: bigint;
  readonly end: bigint;
  /** Whether they are the response to a Range header. */
  readonly partial: boolean;
}

/**
 * One range; a list may have empty members. Each white space can match in one place only: otherwise the pattern would
 * backtrack exponentially.
 */
const RANGE = /^bytes\s*=[\s,]*(?:(\d+)\s*)?-\s*(?:(\d+)[\s,]*|,[\s,]*)?$/i;

/**
 * The bytes that a Range header requests. Several ranges, other units and malformed values get the whole file, as RFC
 * 9110 allows.
 * @param size of the file in bytes, 64-bit
 */
export function selectBytes(range: string | undefined, size: bigint): ByteSpan | 'unsatisfiable' {
  const whole: ByteSpan = { start: 0n, end: size, partial: false };
  const [found, first = '', last = ''] = RANGE.exec(range ?? '') ?? [];
  if (found === undefined || first + last === '') return whole;
  const start = first === '' ? max(size - BigInt(last), 0n) : BigInt(first);
  const end = first === '' || last === '' ? size : BigInt(last) + 1n;
  if (first !== '' && end <= start && last !== '') return whole;
  if (start >= size) return 'unsatisfiable';
  return { start, end: end < size ? end : size, partial: true };
}

const max = (a: bigint, b: bigint): bigint => (a > b ? a : b);
