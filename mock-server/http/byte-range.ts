import type { IncomingHttpHeaders } from 'node:http';
import parseRange from 'range-parser';

/** The bytes to send, from `start` up to, not including, `end`; 64-bit. */
export interface ByteSpan {
  readonly start: bigint;
  readonly end: bigint;
  /** Whether they answer a Range header. */
  readonly partial: boolean;
}

/**
 * What the Range and If-Range headers ask for. Several ranges, another unit, nonsense, and a file past what a
 * JavaScript number counts exactly get the whole file, as RFC 9110 allows.
 */
export function selectBytes(
  headers: IncomingHttpHeaders,
  size: bigint,
  etag: string,
  lastModified: string,
): ByteSpan | 'unsatisfiable' {
  const whole: ByteSpan = { start: 0n, end: size, partial: false };
  const condition = headers['if-range'];
  const { range } = headers;
  if (range === undefined || size > BigInt(Number.MAX_SAFE_INTEGER)) return whole;
  if (typeof condition === 'string' && condition !== etag && condition !== lastModified) return whole;
  const ranges = parseRange(Number(size), range);
  if (ranges === -2 || !/^\s*bytes\s*=/i.test(range)) return whole;
  if (ranges === -1) return 'unsatisfiable';
  const [only, ...others] = ranges;
  if (!only || others.length > 0) return whole;
  return { start: BigInt(only.start), end: BigInt(only.end) + 1n, partial: true };
}
