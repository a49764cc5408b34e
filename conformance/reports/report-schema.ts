import * as v from 'valibot';
import { OPERATIONS } from '../drivers/index.js';
import { journalEntrySchema } from './journal-entry-schema.js';
import { FORMAT, type Status, VERSION } from './report.js';
import { ALL_STATUSES } from './status.js';
import { count, flag, json, list, milliseconds, oneOf, table, text } from './value-schemas.js';

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

const outcome = v.variant(
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

const counterexampleOf = <Case>(caseSchema: v.GenericSchema<unknown, Case>) =>
  table({
    token: v.optional(text),
    case: v.optional(caseSchema),
    story: list(text),
    did: text,
    should: text,
    outcomes: list(table({ what: text, outcome })),
    journal: list(journalEntrySchema),
    seqs: list(count),
    shrinks: count,
    again: v.optional(table({ runs: count, failed: count })),
    notes: text,
    printed: v.optional(table({ stdout: text, stderr: text, exit: v.optional(text) })),
  });

const resultOf = <Case>(caseSchema: v.GenericSchema<unknown, Case>) =>
  table({
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
    counterexample: v.optional(counterexampleOf(caseSchema)),
    others: v.optional(list(counterexampleOf(caseSchema))),
    causes: v.optional(list(text)),
    known: v.optional(table({ reason: text, expires: v.optional(text) })),
  });

const resultsOf = <Case>(caseSchema: v.GenericSchema<unknown, Case>) =>
  v.pipe(
    list(resultOf(caseSchema)),
    v.check(
      (found) => new Set(found.map(({ id }) => id)).size === found.length,
      'has two requirements of the same id',
    ),
  );

/** The shape of a report that comes from outside. @param caseSchema of a case of the client suite */
export const reportSchemaFor = <Case>(caseSchema: v.GenericSchema<unknown, Case>) =>
  table({
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
    requirements: resultsOf(caseSchema),
    verdict: oneOf('conforming', 'not-conforming', 'undecided'),
    troubles: list(
      table({
        blame: oneOf('harness', 'fake', 'adapter', 'client', 'server'),
        requirement: v.optional(text),
        message: text,
      }),
    ),
  });
