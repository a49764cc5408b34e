import * as v from 'valibot';
import { whole } from '../../../mock-server/schemas/numbers.js';
import { count, decimal, flag, jsonTable, list, oneOf, table, text } from '../../reports/value-schemas.js';
import type { CaseStep, ConformanceCase } from './case.js';
import { CONTENTS } from './corners/contents.js';

const long = v.pipe(v.string(), v.regex(/^-?\d{1,19}$/, 'must be a whole number, as text'));
const integer = whole();
const size = whole(0);

const step = v.variant('does', [
  v.strictObject({ does: v.picklist(['resume', 'download', 'delete']), file: size }),
  v.strictObject({ does: v.picklist(['list', 'space']) }),
  v.strictObject({ does: v.literal('createFolder'), name: v.string() }),
]) satisfies v.GenericSchema<unknown, CaseStep>;

/** The shape of a case that comes from outside, as in a token. Its rules are checked where they are armed. */
export const caseSchema = v.strictObject({
  version: v.picklist(['jax3', 'jax2']),
  account: v.strictObject({ freeSpace: long, maxFileSize: long }),
  login: v.exactOptional(v.string()),
  password: v.exactOptional(v.string()),
  dataCenter: v.exactOptional(integer),
  firstId: long,
  folder: v.nullable(v.string()),
  subfolder: v.exactOptional(v.string()),
  files: v.array(
    v.strictObject({
      name: v.string(),
      size,
      seed: integer,
      content: v.exactOptional(v.picklist(CONTENTS.map(({ value }) => value))),
      text: v.exactOptional(v.string()),
      there: v.exactOptional(v.literal(true)),
    }),
  ),
  atOnce: v.boolean(),
  rules: v.array(v.record(v.string(), v.unknown())),
  steps: v.array(step),
}) satisfies v.GenericSchema<unknown, ConformanceCase>;

const reportedStep = v.variant(
  'does',
  [
    table({ does: v.literal('resume'), file: count }),
    table({ does: v.literal('list') }),
    table({ does: v.literal('space') }),
    table({ does: v.literal('createFolder'), name: text }),
    table({ does: v.literal('download'), file: count }),
    table({ does: v.literal('delete'), file: count }),
  ],
  'must be a table with what it does: resume, list, space, createFolder, download or delete',
);

const reportedFile = table({
  name: text,
  size: count,
  seed: v.number('must be a number'),
  content: v.optional(oneOf(...CONTENTS.map(({ value }) => value))),
  text: v.optional(text),
  there: v.optional(v.literal(true, 'must be true')),
});

/** The shape of a case in a report. Unlike a token, a report may have keys that this version of the kit does not know. */
export const reportedCaseSchema = table({
  version: oneOf('jax3', 'jax2'),
  account: table({ freeSpace: decimal, maxFileSize: decimal }),
  login: v.optional(text),
  password: v.optional(text),
  dataCenter: v.optional(count),
  firstId: decimal,
  folder: v.nullable(text),
  files: list(reportedFile),
  atOnce: flag,
  rules: list(jsonTable),
  steps: list(reportedStep),
});
