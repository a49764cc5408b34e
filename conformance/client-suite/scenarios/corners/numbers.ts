import { type Corner, corners } from './corner.js';

const around = (...edges: readonly bigint[]): string[] =>
  edges.flatMap((edge) => [edge - 1n, edge, edge + 1n].map(String));

const power = (bits: number): bigint => 2n ** BigInt(bits);

/** The first id that the service hands out. */
export const FIRST_IDS: readonly Corner<string>[] = [
  ...corners('round 7, 8, 15 and 16 bits', ...around(power(7), power(8), power(15), power(16))),
  ...corners('round 31 and 32 bits', ...around(power(31), power(32))),
  ...corners('round 53 bits, beyond which a double skips numbers', ...around(power(53))),
  ...corners('close to 63 bits', String(power(62)), String(power(63) - 1_000n)),
];

/** Limits that are larger than any file of a case, in bytes. */
export const LIMITS: readonly Corner<string>[] = [
  ...corners('round 31 and 32 bits', ...around(power(31), power(32))),
  ...corners('round 53 bits', ...around(power(53))),
  ...corners('the largest number of 63 bits, and close to it', String(power(63) - 1n), String(power(62))),
];

/** Data centers. */
export const DATA_CENTERS: readonly Corner<number>[] = [
  ...corners('one digit and more', 1, 9, 10, 99, 100),
  ...corners(
    'round 7, 8, 15, 16 and 31 bits',
    127,
    128,
    255,
    256,
    32_767,
    32_768,
    65_535,
    65_536,
    2 ** 31 - 1,
  ),
];

/** Sizes of files, in bytes. */
export const SIZES: readonly Corner<number>[] = [
  ...corners('least', 1, 2, 3),
  ...[7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18].flatMap((bits) =>
    corners(`round 2^${bits}, where buffers and parts end`, 2 ** bits - 1, 2 ** bits, 2 ** bits + 1),
  ),
  ...corners('round numbers', 1_000, 10_000, 100_000, 1_000_000),
];

/** Sizes of files that are listed only, in bytes: too many to be sent or read. */
export const LISTED_SIZES: readonly Corner<number>[] = [
  ...corners('nothing, which is no value to some', 0),
  ...corners(
    'round 31 and 32 bits',
    ...[31, 32].flatMap((bits) => [2 ** bits - 1, 2 ** bits, 2 ** bits + 1]),
  ),
  ...corners('many digits, which some write with an exponent', 10 ** 15, 2 ** 53 - 1),
];
