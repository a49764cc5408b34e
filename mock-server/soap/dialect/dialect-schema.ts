import * as v from 'valibot';
import { oneOf, strictTable } from '../../schemas/input-schemas.js';
import { wholeOrBigint } from '../../schemas/numbers.js';

const flag = v.boolean('must be true or false');

/** An option with its description for editors. */
const option = <Schema extends v.GenericSchema>(schema: Schema, description: string) =>
  v.exactOptional(v.pipe(schema, v.description(description)));

// Integers may be read from JSON as number or bigint. A description precedes the transformation: after it, it would
// not appear in the JSON Schema.

const SEED = 'must be a text or a whole number';
const seed = (description: string) =>
  v.exactOptional(
    v.pipe(
      v.union([v.string(), v.bigint(), v.pipe(v.number(), v.safeInteger(SEED))], SEED),
      v.description(description),
      v.transform((value) => String(value)),
    ),
  );

const CHUNK = 'must be a number of bytes above 0 and below 2^31';
const chunk = (description: string) => v.exactOptional(wholeOrBigint(1, 2 ** 31 - 1, CHUNK, description));

const FAULT_STATUS = 'must be 200; leave it out for 500';
const faultStatus = (description: string) =>
  v.exactOptional(
    v.pipe(
      v.union([v.literal(200n), v.literal(200)], FAULT_STATUS),
      v.description(description),
      v.transform((): 200 => 200),
    ),
  );

/** The schema of a dialect in JSON, including incompatible options. The output is a `Dialect`. */
export const dialectSchema = v.pipe(
  strictTable({
    seed: seed('Decides what an option leaves open, such as where a comment goes.'),
    prefixes: option(
      oneOf(['other', 'default']),
      "Other prefixes than the service's, or default namespaces.",
    ),
    whitespace: option(flag, 'White space between elements and inside tags.'),
    comments: option(flag, 'Comments between elements and within text.'),
    instructions: option(flag, 'Processing instructions, which SOAP does not allow.'),
    cdata: option(flag, 'Text in CDATA sections.'),
    entities: option(flag, 'Numeric references for characters that need none.'),
    quotes: option(oneOf(['single', 'double']), 'Quotes of all attributes and of the XML declaration.'),
    declaration: option(
      oneOf(['none', 'bare', 'double-quoted', 'standalone']),
      'No XML declaration, or one spelt otherwise.',
    ),
    encoding: option(
      oneOf(['utf-16', 'utf-16le', 'utf-16be', 'iso-8859-1']),
      'Another charset than the one the request named.',
    ),
    bom: option(flag, 'A byte order mark before UTF-8.'),
    nil: option(flag, 'xsi:nil elements for optional fields that are not set.'),
    emptyTags: option(oneOf(['short', 'long']), 'One spelling for all empty elements.'),
    unknown: option(flag, 'Header blocks, fields and details that no service description declares.'),
    chunks: chunk('Bytes in each chunk of a chunked transfer.'),
    gzip: option(flag, 'Compressed, where the request accepts it.'),
    connection: option(
      v.literal('close', 'must be close'),
      'The server closes the connection after the response.',
    ),
    faultStatus: faultStatus('Status of a fault in place of 500.'),
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
