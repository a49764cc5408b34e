import fc, { type Arbitrary } from 'fast-check';
import { type Corner, corners } from './corners/corner.js';
import type { ActInput } from './rules.js';

type Dialect = Extract<ActInput, { act: 'dialect'; dialect: unknown }>['dialect'];
type Options = { [Option in keyof Dialect]-?: Arbitrary<Dialect[Option]> };

const on = fc.constant(true);

/** What every SOAP toolkit that the kit was tried with reads, and every reader of XML has to (XML 1.0, SOAP 1.1). */
const PLAIN = {
  prefixes: fc.constant('other'),
  whitespace: on,
  comments: on,
  entities: on,
  quotes: fc.constantFrom('single', 'double'),
  declaration: fc.constantFrom('none', 'double-quoted', 'standalone', 'bare'),
  bom: on,
  emptyTags: fc.constantFrom('short', 'long'),
  chunks: fc.constantFrom(1000, 64, 7, 1),
  gzip: on,
  connection: fc.constant('close'),
} satisfies Partial<Options>;

/** What is as legal, and what some widely used toolkit cannot read: zeep, PHP's SoapClient or gSOAP. */
const RARE = {
  prefixes: fc.constant('default'),
  cdata: on,
  encoding: fc.constantFrom('utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1'),
  nil: on,
} satisfies Partial<Options>;

const spelt = (dialect: Arbitrary<Dialect>): Arbitrary<ActInput> =>
  fc.record({ act: fc.constant('dialect' as const), dialect: dialect.map(inTime) });

/**
 * Unpacks a few bytes at a time at the least. One by one shows no other mistake, and takes a client on Node many times as long:
 * seconds for an answer, on a machine that is busy, for which a client without fault would be late.
 */
const inTime = (dialect: Dialect): Dialect =>
  dialect.gzip && dialect.chunks === 1 ? { ...dialect, chunks: 7 } : dialect;

/** Each plain spelling by itself. */
export const PLAIN_SPELLINGS: readonly Corner<Dialect>[] = [
  ...corners('other prefixes of namespaces', { seed: 1, prefixes: 'other' } as const),
  ...corners(
    'blanks, comments and references in the XML',
    { seed: 1, whitespace: true },
    { seed: 1, comments: true },
    {
      seed: 1,
      entities: true,
    },
  ),
  ...corners(
    'quotes of attributes',
    { seed: 1, quotes: 'single' } as const,
    { seed: 1, quotes: 'double' } as const,
  ),
  ...corners(
    'declarations, or none',
    ...(['none', 'double-quoted', 'standalone', 'bare'] as const).map((declaration) => ({
      seed: 1,
      declaration,
    })),
  ),
  ...corners('a byte order mark', { seed: 1, bom: true }),
  ...corners(
    'empty elements',
    { seed: 1, emptyTags: 'short' } as const,
    { seed: 1, emptyTags: 'long' } as const,
  ),
  ...corners('pieces of the body', ...([1000, 64, 7, 1] as const).map((chunks) => ({ seed: 1, chunks }))),
  ...corners('packed', { seed: 1, gzip: true }),
  ...corners('the connection closes', { seed: 1, connection: 'close' } as const),
];

/** How rare an answer is spelt: as its rarest option is. */
export function spellingOf(act: ActInput): 'plain spelling' | 'rare spelling' | 'strange elements' {
  if (act.act !== 'dialect' || !('dialect' in act)) return 'rare spelling';
  const { dialect } = act;
  if (dialect.unknown === true) return 'strange elements';
  const isRare =
    dialect.prefixes === 'default' ||
    Object.keys(RARE).some((name) => name !== 'prefixes' && name in dialect);
  return isRare ? 'rare spelling' : 'plain spelling';
}

const seeds = fc.nat(9_999);

/** One option or several, most often one. Shrinks towards the first one alone. */
function mixed(options: Partial<Options>): Arbitrary<Dialect> {
  const each = Object.entries(options).map(([option, choice]) =>
    fc.record({ seed: seeds, [option]: choice as Arbitrary<unknown> }),
  );
  const all = fc.record({ seed: seeds, ...options }, { requiredKeys: ['seed'] });
  return fc.oneof({ withCrossShrink: true }, ...each, { arbitrary: all, weight: 3 }) as Arbitrary<Dialect>;
}

/** Spellings that nothing should stumble over. */
export const plainDialects = (): Arbitrary<ActInput> => spelt(mixed(PLAIN));

/** Spellings that are rare and legal, alone or together with plain ones; or what a seed makes of all. */
export const rareDialects = (): Arbitrary<ActInput> =>
  spelt(
    fc.oneof(
      { withCrossShrink: true },
      { arbitrary: mixed(RARE), weight: 3 },
      fc.tuple(mixed(RARE), mixed(PLAIN)).map(([rare, plain]) => together(rare, plain)),
    ),
  );

/** Elements that no service description declares, in otherwise usual responses. */
export const strangeElements = (): Arbitrary<ActInput> =>
  spelt(fc.record({ seed: seeds, unknown: fc.constant(true) }));

/** A byte order mark belongs to UTF-8 alone, and a declaration without encoding to UTF-8 and UTF-16. */
function together(rare: Dialect, plain: Dialect): Dialect {
  const { bom, declaration, ...rest } = plain;
  if (rare.encoding === undefined) return { ...plain, ...rare };
  return { ...rest, ...rare };
}
