import * as v from 'valibot';
import { CONTENTS } from '../client-suite/scenarios/corners/contents.js';
import { OPERATIONS } from '../drivers/client-under-test.js';
import { journalEntrySchema } from './journal-entry-schema.js';
import type { Status } from './report.js';
import { ALL_STATUSES } from './status.js';
import {
  count,
  decimal,
  flag,
  json,
  jsonTable,
  list,
  milliseconds,
  oneOf,
  table,
  text,
} from './value-schemas.js';

export const FORMAT = '4shared-testkit conformance report';
/** The version that this kit writes and reads. */
export const VERSION = 4;

const operation = oneOf(...OPERATIONS);
const serviceVersion = oneOf('jax3', 'jax2');

const subject = v.variant(
  'kind',
  [
    table({
      kind: v.literal('client'),
      name: text,
      version: v.optional(text),
      operations: list(operation),
      concurrency: count,
      rootOnly: v.optional(flag),
    }),
    table({ kind: v.literal('server'), name: text, version: v.optional(serviceVersion) }),
  ],
  'must be a table with a kind: client or server',
);

const said = v.variant(
  'kind',
  [
    table({ kind: v.literal('ok'), result: json }),
    table({
      kind: v.literal('error'),
      error: table({ kind: text, message: text, handle: v.optional(text) }),
    }),
    table({ kind: v.literal('unsupported') }),
    table({ kind: v.literal('crashed'), how: text }),
    table({ kind: v.literal('timed-out'), afterMs: milliseconds }),
  ],
  'must be a table with a kind: ok, error, unsupported, crashed or timed-out',
);

const step = v.variant(
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

const file = table({
  name: text,
  size: count,
  seed: v.number('must be a number'),
  content: v.optional(oneOf(...CONTENTS.map(({ value }) => value))),
  text: v.optional(text),
  there: v.optional(v.literal(true, 'must be true')),
});

const situation = table({
  version: serviceVersion,
  account: table({ freeSpace: decimal, maxFileSize: decimal }),
  login: v.optional(text),
  password: v.optional(text),
  dataCenter: v.optional(count),
  firstId: decimal,
  folder: v.nullable(text),
  files: list(file),
  atOnce: flag,
  rules: list(jsonTable),
  steps: list(step),
});

const counterexample = table({
  token: v.optional(text),
  case: v.optional(situation),
  story: list(text),
  did: text,
  should: text,
  said: list(table({ what: text, said })),
  journal: list(journalEntrySchema),
  seqs: list(count),
  shrinks: count,
  again: v.optional(table({ runs: count, failed: count })),
  notes: text,
  printed: v.optional(table({ stdout: text, stderr: text, exit: v.optional(text) })),
});

const result = table({
  id: v.pipe(text, v.nonEmpty('must not be empty')),
  title: text,
  level: oneOf('must', 'should', 'may'),
  evidence: table({ source: oneOf('howto', 'wiki', 'wsdl', 'client', 'RI', 'assumption'), about: text }),
  status: v.picklist(ALL_STATUSES, `must be one of ${ALL_STATUSES.join(', ')}`) as v.GenericSchema<Status>,
  runs: count,
  exercised: count,
  broken: count,
  brokenAfter: v.optional(count),
  ms: milliseconds,
  counterexample: v.optional(counterexample),
  others: v.optional(list(counterexample)),
  causes: v.optional(list(text)),
  known: v.optional(table({ reason: text, expires: v.optional(text) })),
});

const results = v.pipe(
  list(result),
  v.check(
    (found) => new Set(found.map(({ id }) => id)).size === found.length,
    'has two requirements of the same id',
  ),
);

/** What a report is, for those that come from outside. */
export const reportSchema = table({
  format: v.literal(FORMAT, `must be "${FORMAT}"`),
  version: v.literal(VERSION, `must be ${VERSION}`),
  kit: text,
  subject,
  reached: text,
  services: v.optional(list(oneOf('jax3', 'jax2'))),
  started: text,
  ms: milliseconds,
  seed: v.number('must be a number'),
  level: oneOf('must', 'should', 'may'),
  cases: v.optional(count),
  corners: v.optional(table({ met: count, of: count })),
  profile: v.optional(text),
  replay: v.optional(text),
  requirements: results,
  verdict: oneOf('conforming', 'not-conforming', 'undecided'),
  troubles: list(
    table({
      blame: oneOf('harness', 'fake', 'adapter', 'client', 'server'),
      requirement: v.optional(text),
      message: text,
    }),
  ),
});
