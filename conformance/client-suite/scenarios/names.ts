import fc, { type Arbitrary } from 'fast-check';

/** What XML cannot carry, what ends or separates names on some system, and what no name of a file is. */
const UNFIT = /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff/\\]|^\.{1,2}$|^$/u;

const isName = (text: string): boolean => !UNFIT.test(text);

/** Names that programs have stumbled over. */
const AWKWARD = [
  'two words.txt',
  `it's & "<b>bold<b>".txt`,
  ']]>.bin',
  '&amp;.txt',
  'Größe.pdf',
  'e\u0301te\u0301.txt',
  '\u5199\u771f.jpg',
  '\u{1f40b}\u{1f469}\u200d\u{1f680}.png',
  '\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627.doc',
  '\u202etxt.exe',
  ' leading.txt',
  'trailing.txt ',
  'no-extension',
  '.hidden',
  '100%25.txt',
  'a+b=c;d,e?.txt',
  '{"json": 1}.txt',
  '$HOME `id` %PATH%.txt',
  `${'long-'.repeat(48)}name.txt`,
] as const;

/** From the first one on, which it shrinks to, and round to it. */
const characters = (min: number, max: number, first = min): Arbitrary<string> =>
  fc
    .nat(max - min)
    .map((distance) => String.fromCodePoint(min + ((first - min + distance) % (max - min + 1))));

/** Any character, half of them of Latin letters. fast-check's own `binary` takes seconds to be made. */
const character = (): Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    characters(0x20, 0x7e, 0x61),
    characters(0xa1, 0xff),
    characters(0x100, 0xffff),
    characters(0x10000, 0x10ffff),
  );

/** Names of files and folders: any text that is one. Shrinks towards short plain ones. */
export const names = (): Arbitrary<string> =>
  fc.oneof(
    { withCrossShrink: true },
    fc.constantFrom('b.txt', ...AWKWARD),
    fc.string({ unit: character(), minLength: 1, maxLength: 40 }).filter(isName),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 80 }).filter(isName),
  );
