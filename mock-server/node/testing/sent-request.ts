import fc from 'fast-check';
import type { Sent } from './both-ways.js';

/** Codes and keys of the world, for addresses. */
export interface Known {
  readonly hello: string;
  readonly pattern: string;
  readonly folder: string;
  readonly locked: string;
  readonly kept: string;
  readonly chart: string;
  readonly broken: string;
  readonly key: string;
  readonly fileId: bigint;
}

export const utf8 = (text: string): Uint8Array => Buffer.from(text);
const NO_BYTES = new Uint8Array(0);

/** A request without rules and chunks. */
export type Plain = Omit<Sent, 'rules' | 'pieces'>;

export const request = (
  method: fc.Arbitrary<string>,
  target: fc.Arbitrary<string>,
  headers: fc.Arbitrary<readonly string[]>,
  body: fc.Arbitrary<Uint8Array> = fc.constant(NO_BYTES),
): fc.Arbitrary<Plain> => fc.record({ method, target, headers, body });

/** Some of these header lines. */
export const lines = (...choices: readonly string[]): fc.Arbitrary<string[]> =>
  fc.subarray([...choices], { maxLength: Math.min(3, choices.length) });
