import * as v from 'valibot';
import { describe, expect, expectTypeOf, test } from 'vitest';
import type { Dialect } from './dialect.js';
import { dialectSchema } from './dialect-schema.js';
import { EVERY_OPTION } from './testing/single-options.js';

/** What is said of it, behind the option that it is said of. */
function complaints(dialect: unknown): string[] {
  const { issues = [] } = v.safeParse(dialectSchema, dialect);
  return issues.map((issue) =>
    [...(issue.path ?? []).map(({ key }) => String(key)), issue.message].join(' '),
  );
}

test('gives a Dialect, and knows every option of one', () => {
  expectTypeOf<v.InferOutput<typeof dialectSchema>>().toExtend<Dialect>();
  expectTypeOf<keyof v.InferOutput<typeof dialectSchema>>().toEqualTypeOf<keyof Dialect>();
  for (const option of EVERY_OPTION) expect(v.parse(dialectSchema, option)).toEqual(option);
});

test('whole numbers may have been read as bigint', () => {
  const read = v.parse(dialectSchema, { seed: 2n ** 64n, chunks: 1n, faultStatus: 200n });
  expect(read).toEqual({ seed: '18446744073709551616', chunks: 1, faultStatus: 200 });
});

describe('refuses', () => {
  test.each<[object, string]>([
    [{ seed: 1.5 }, 'seed must be a text or a whole number'],
    [{ whitespace: 1 }, 'whitespace must be true or false'],
    [{ prefixes: 'none' }, 'prefixes must be one of other, default'],
    [{ quotes: '"' }, 'quotes must be one of single, double'],
    [{ declaration: true }, 'declaration must be one of none, bare, double-quoted, standalone'],
    [
      { encoding: 'utf-8' },
      'encoding must be one of utf-16, utf-16le, utf-16be, iso-8859-1; did you mean utf-16?',
    ],
    [{ emptyTags: 'none' }, 'emptyTags must be one of short, long'],
    [{ chunks: 0 }, 'chunks must be a number of bytes above 0 and below 2^31'],
    [{ chunks: 0.5 }, 'chunks must be a number of bytes above 0 and below 2^31'],
    [{ chunks: 2n ** 31n }, 'chunks must be a number of bytes above 0 and below 2^31'],
    [{ connection: 'keep-alive' }, 'connection must be close'],
    [{ faultStatus: 400 }, 'faultStatus must be 200; leave it out for 500'],
    [
      { bom: true, encoding: 'utf-16' },
      'must not have bom together with encoding: bom is for UTF-8, and utf-16 has a byte order mark anyway',
    ],
    ...(['none', 'bare'] as const).flatMap((declaration) =>
      (['iso-8859-1', 'utf-16le', 'utf-16be'] as const).map((encoding): [object, string] => [
        { declaration, encoding },
        'must not have declaration none or bare with this encoding: without a declared encoding XML readers know only UTF-8 and utf-16',
      ]),
    ),
  ])('%o', (dialect, complaint) => expect(complaints(dialect)).toEqual([complaint]));

  test('an option that there is not', () => {
    expect(complaints({ comment: true })).toEqual([expect.stringMatching(/^comment /)]);
    expect(complaints('other')).toHaveLength(1);
  });

  test.each([
    { bom: false, encoding: 'utf-16' },
    { declaration: 'none', encoding: 'utf-16' },
    { declaration: 'bare', bom: true },
    { declaration: 'standalone', encoding: 'iso-8859-1' },
  ])('but not %o', (dialect) => expect(complaints(dialect)).toEqual([]));
});
