import type { Dialect } from './dialect.js';
import { Dice } from './dice.js';

/** Odds of flags: on once in that many dialects. */
const FLAGS = {
  whitespace: 2,
  comments: 3,
  cdata: 3,
  entities: 3,
  nil: 4,
  unknown: 4,
  gzip: 4,
} as const;

type Choices<Option extends keyof Dialect> = readonly [Dialect[Option], ...Dialect[Option][]];

const PREFIXES: Choices<'prefixes'> = [undefined, 'other', 'default'];
const QUOTES: Choices<'quotes'> = [undefined, 'single', 'double'];
const EMPTY_TAGS: Choices<'emptyTags'> = [undefined, 'short', 'long'];
const CHARSETS: readonly [Pick<Dialect, 'encoding' | 'bom'>, ...Pick<Dialect, 'encoding' | 'bom'>[]] = [
  {},
  {},
  {},
  { bom: true },
  { encoding: 'utf-16' },
  { encoding: 'utf-16le' },
  { encoding: 'utf-16be' },
  { encoding: 'iso-8859-1' },
];
const DECLARATIONS: Choices<'declaration'> = [undefined, 'double-quoted', 'standalone', 'none', 'bare'];
/** For charsets that must be declared. */
const FULL_DECLARATIONS: Choices<'declaration'> = [undefined, 'double-quoted', 'standalone'];
const CHUNKS: Choices<'chunks'> = [undefined, undefined, 1, 2, 7, 64, 1000];
const CONNECTIONS: Choices<'connection'> = [undefined, undefined, undefined, 'close'];
const FAULT_STATUSES: Choices<'faultStatus'> = [undefined, undefined, undefined, 200];

/** Drops the options that were not chosen. */
function chosen(options: { readonly [Option in keyof Dialect]: Dialect[Option] | undefined }): Dialect {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/**
 * The dialect of a seed: any combination of compatible options, except `instructions`, which SOAP forbids. 7, 7n and
 * '7' are the same seed.
 */
export function dialectOf(seed: number | bigint | string): Dialect {
  const dice = new Dice(`${seed} dialect`);
  const flags = Object.entries(FLAGS).map(([option, times]) => [option, dice.oneIn(times) || undefined]);
  const charset = dice.pick(CHARSETS);
  const mayLeaveOut = charset.encoding === undefined || charset.encoding === 'utf-16';
  return chosen({
    seed: String(seed),
    ...Object.fromEntries(flags),
    ...charset,
    prefixes: dice.pick(PREFIXES),
    quotes: dice.pick(QUOTES),
    emptyTags: dice.pick(EMPTY_TAGS),
    declaration: dice.pick(mayLeaveOut ? DECLARATIONS : FULL_DECLARATIONS),
    chunks: dice.pick(CHUNKS),
    connection: dice.pick(CONNECTIONS),
    faultStatus: dice.pick(FAULT_STATUSES),
  });
}
