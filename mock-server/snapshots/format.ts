import type { WorldState } from '../world/index.js';

/** The head of an exported snapshot. The version grows when older readers cannot read it. */
export const FORMAT = '4shared-testkit snapshot';
/** The version of the format that is written, and the only one that is read. */
export const VERSION = 1;

/** Bytes of files: in pieces, or as many of the repeated pattern as `pattern` says (64-bit). */
export type WrittenBytes =
  | { readonly size: bigint; readonly md5: string; readonly base64: readonly string[] }
  | { readonly pattern: bigint };

/** Received bytes of an unfinished upload, from `start` up to, not including, `end` (64-bit). */
export interface WrittenRange {
  readonly start: bigint;
  readonly end: bigint;
  readonly base64: readonly string[];
}

/** A snapshot as it is written to JSON; each bigint is a text of decimal digits there. */
export interface WrittenSnapshot {
  readonly format: typeof FORMAT;
  readonly version: typeof VERSION;
  readonly state: WorldState;
  readonly stored: readonly WrittenBytes[];
  readonly received: readonly (readonly WrittenRange[])[];
}
