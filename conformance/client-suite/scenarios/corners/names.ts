import { type Corner, corner, corners } from './corner.js';
import { SPECIALS, TEXTS } from './texts.js';

const filled = (length: number, unit = 'x'): string => `${unit.repeat(length - 4)}.bin`;

/** Each special character in each place of a name. A dot or a blank alone is no name. */
const special = SPECIALS.flatMap(({ value, why }) => [
  ...(['.', ' '].includes(value) ? [] : [corner(value, why)]),
  corner(`${value}a.bin`, why),
  corner(`a${value}b.bin`, why),
  corner(`a${value}${value}b.bin`, why),
  corner(`a.bin${value}`, why),
]);

/** Names of files. */
export const NAMES: readonly Corner<string>[] = [
  ...TEXTS.map(({ value, why }) => corner(`a${value}b.bin`, why)),
  ...corners('no text besides', '0', 'null', 'é', '\u{1f40b}'),
  ...corners('a number, which some languages write otherwise', '007', '1e3', '1.50', '-0'),
  ...corners(
    'endings in other letter case, several, or none',
    'a.BIN',
    'A.Bin',
    'a.tar.gz',
    'a',
    '.bin',
    'a.',
  ),
  ...corners('names that Windows keeps for devices', 'con', 'NUL.txt', 'aux.bin'),
  ...corners('options and paths', '-rf', '--help', '..a', '~root'),
  ...corners(
    'bytes round 64, 128 and 255',
    ...[63, 64, 65, 127, 128, 129, 254, 255].map((length) => filled(length)),
  ),
  ...corners('a name of 255 bytes is the longest of most file systems', filled(256)),
  ...corners('fewer characters than bytes', filled(64, 'ä'), filled(88, '写')),
];

/** Names of files with a character that is special somewhere. */
export const SPECIAL_NAMES: readonly Corner<string>[] = special;

/** Names of folders. */
export const FOLDERS: readonly Corner<string>[] = [
  ...SPECIALS.filter(({ value }) => value !== ' ').map(({ value, why }) => corner(`a${value}b`, why)),
  ...TEXTS.map(({ value, why }) => corner(`a${value}b`, why)),
  ...corners('a blank within, or at the end', 'two words', 'ends with a blank '),
  ...corners('characters round 64, 128 and 255', ...[64, 128, 255, 256].map((length) => 'x'.repeat(length))),
];
