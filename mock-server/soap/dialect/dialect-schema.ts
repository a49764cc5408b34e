import * as v from 'valibot';

const flag = v.boolean('must be true or false');

const oneOf = <const Choices extends readonly string[]>(...choices: Choices) =>
  v.picklist(choices, `must be one of ${choices.join(', ')}`);

const isWhole = (value: unknown): boolean => typeof value !== 'number' || Number.isSafeInteger(value);

// JSON readers differ in what they make of whole numbers: number or bigint.

const SEED = 'must be a text or a whole number';
const seed = v.pipe(
  v.union([v.string(), v.bigint(), v.number()], SEED),
  v.check((value) => isWhole(value), SEED),
  v.transform((value) => String(value)),
);

const CHUNK = 'must be a number of bytes above 0 and below 2^31';
const chunk = v.pipe(
  v.union([v.bigint(), v.number()], CHUNK),
  v.check((value) => isWhole(value) && value > 0 && value < 2 ** 31, CHUNK),
  v.transform(Number),
);

const FAULT_STATUS = 'must be 200; leave it out for 500';
const faultStatus = v.pipe(
  v.union([v.bigint(), v.number()], FAULT_STATUS),
  v.transform(Number),
  v.literal(200, FAULT_STATUS),
);

/** The shape of a dialect in JSON, and which options do not go together. The output is a `Dialect`. */
export const dialectSchema = v.pipe(
  v.strictObject({
    seed: v.exactOptional(seed),
    prefixes: v.exactOptional(oneOf('other', 'default')),
    whitespace: v.exactOptional(flag),
    comments: v.exactOptional(flag),
    instructions: v.exactOptional(flag),
    cdata: v.exactOptional(flag),
    entities: v.exactOptional(flag),
    quotes: v.exactOptional(oneOf('single', 'double')),
    declaration: v.exactOptional(oneOf('none', 'bare', 'double-quoted', 'standalone')),
    encoding: v.exactOptional(oneOf('utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1')),
    bom: v.exactOptional(flag),
    nil: v.exactOptional(flag),
    emptyTags: v.exactOptional(oneOf('short', 'long')),
    unknown: v.exactOptional(flag),
    chunks: v.exactOptional(chunk),
    gzip: v.exactOptional(flag),
    connection: v.exactOptional(v.literal('close', 'must be close')),
    faultStatus: v.exactOptional(faultStatus),
  }),
  v.check(
    ({ bom, encoding }) => bom !== true || encoding === undefined,
    'must not have bom together with encoding: bom is for UTF-8, and utf-16 has a byte order mark anyway',
  ),
  v.check(
    ({ declaration, encoding }) =>
      (declaration !== 'none' && declaration !== 'bare') || encoding === undefined || encoding === 'utf-16',
    'must not have declaration none or bare with this encoding: without a declared encoding XML readers know only UTF-8 and utf-16',
  ),
);
