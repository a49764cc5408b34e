import * as v from 'valibot';
import { harText, ndjson, type Query } from '../journal/index.js';
import {
  matchSchema,
  querySchema,
  readMatch,
  readQuery,
  readQueryString,
  readVerification,
  verificationSchema,
} from '../journal/query/read-query.js';
import type { Namespace } from '../namespaces/index.js';
import { journalSettings } from '../namespaces/input-schemas.js';
import { finishInTurns } from '../world/index.js';
import { jsonBody, jsonOf } from './body.js';
import { journalEvents, lastEventId, readEventQuery } from './journal-events.js';
import { entrySchema, journalReport, nearMiss, verificationResult } from './journal-shapes.js';
import { notFound } from './problem.js';
import { route } from './route.js';
import { whole } from './schemas.js';

/** Default length of a list. */
const LIST_LENGTH = 1000;

const { arguments: _, ...parameters } = querySchema.entries;
const { order: __, ...eventParameters } = parameters;

const ARGUMENTS_NOTE =
  '`operation` may occur several times. Arguments of a call are matched by `arguments.NAME=value`.';

const entries = v.strictObject({
  entries: v.pipe(v.array(entrySchema), v.description('Entries without their raw bodies.')),
  matching: whole('Number of matching entries, without the limit.'),
});

function list({ journal }: Namespace, query: Query): object {
  const { limit, order, ...match } = query;
  return {
    entries: journal.entries({ ...query, limit: limit ?? LIST_LENGTH }, { raw: false }),
    matching: journal.count(match),
  };
}

/** The journal of the namespace: query, verify, export, change its limits, clear. */
export const journalRoutes = [
  route({
    method: 'GET',
    path: '/journal',
    operationId: 'listJournal',
    summary: `Requests and responses; at most ${LIST_LENGTH} entries without \`limit\``,
    description: ARGUMENTS_NOTE,
    query: parameters,
    readQuery: readQueryString,
    answers: { 200: { description: 'The matching entries.', schema: entries } },
    handle: ({ query }, { here }) => ({ value: list(here, query) }),
  }),
  route({
    method: 'POST',
    path: '/journal/query',
    operationId: 'queryJournal',
    summary: 'The same with the query in the body',
    body: {
      schema: querySchema,
      example: { operation: 'getFreeSpace', outcome: 'ok', limit: 10, order: 'desc' },
      read: (sent) => readQuery(jsonOf(sent)),
    },
    answers: { 200: { description: 'The matching entries.', schema: entries } },
    handle: ({ body }, { here }) => ({ value: list(here, body) }),
  }),
  route({
    method: 'GET',
    path: '/journal/events',
    operationId: 'watchJournal',
    summary: 'Entries as they are recorded, as server-sent events',
    description: `Begins after the entry \`Last-Event-ID\`, or else after \`after\`, or else with the next one; ends after \`limit\` entries. \`entry\` has an entry without its raw bodies, and its \`seq\` as id. \`gap\` has the numbers \`after\` and \`before\`, and reports that the entries between them were dropped before they could be sent. \`cleared\` reports that all entries were removed, and has \`lastSeq\`. \`end\` is the last event of a namespace that is dropped. ${ARGUMENTS_NOTE}`,
    query: eventParameters,
    readQuery: readEventQuery,
    headers: { 'Last-Event-ID': '`seq` of the last entry that the client got. Browsers send it.' },
    answers: {
      200: { description: 'The events.', schema: v.string(), contentType: 'text/event-stream' },
    },
    handle: ({ query }, { here, headers, signal }) => ({
      pieces: journalEvents(here.journal, query, lastEventId(headers), signal),
      isLive: true,
    }),
  }),
  route({
    method: 'DELETE',
    path: '/journal',
    operationId: 'clearJournal',
    summary: 'Remove all entries; numbering continues',
    answers: { 204: { description: 'They are removed.' } },
    handle: (_, { here }) => {
      here.journal.clear();
      return {};
    },
  }),
  route({
    method: 'GET',
    path: '/journal/report',
    operationId: 'getJournalReport',
    summary: 'Size and limits of the journal',
    answers: { 200: { description: 'Size and limits.', schema: journalReport } },
    handle: (_, { here }) => ({ value: here.journal.report() }),
  }),
  route({
    method: 'PATCH',
    path: '/journal/settings',
    operationId: 'changeJournal',
    summary: 'Switch the recording of raw bodies, and set the limits',
    description: 'Omitted fields stay. Surplus entries are dropped at once, the oldest first.',
    body: jsonBody(journalSettings, { recordRaw: true, entries: 1000 }),
    answers: { 200: { description: 'Size and limits after the change.', schema: journalReport } },
    handle: ({ body: { recordRaw, ...limits } }, { here: { journal } }) => {
      journal.setLimits(limits);
      journal.recordRaw = recordRaw ?? journal.recordRaw;
      return { value: journal.report() };
    },
  }),
  route({
    method: 'POST',
    path: '/journal/verify',
    operationId: 'verifyJournal',
    summary: 'Compare the requests with expectations: counts, order, and nothing else',
    body: {
      schema: verificationSchema,
      example: { expect: [{ match: { operation: 'getFreeSpace' }, times: 1 }], order: true },
      read: (sent) => readVerification(jsonOf(sent)),
    },
    answers: {
      200: { description: 'The result, with findings.', schema: verificationResult },
    },
    handle: async ({ body }, { here }) => ({ value: await finishInTurns(here.journal.verifying(body)) }),
  }),
  route({
    method: 'POST',
    path: '/journal/nearest',
    operationId: 'findNearest',
    summary: 'The entry that matches or comes closest, and its differences',
    body: {
      schema: matchSchema,
      example: { operation: 'getFreeSpace', account: 'user@example.com' },
      read: (sent) => readMatch(jsonOf(sent)),
    },
    answers: {
      200: {
        description: 'The entry and its differences; without `nearest`, the journal is empty.',
        schema: v.strictObject({ nearest: v.optional(nearMiss) }),
      },
    },
    handle: async ({ body }, { here }) => ({
      value: { nearest: await finishInTurns(here.journal.approaching(body)) },
    }),
  }),
  route({
    method: 'GET',
    path: '/journal/export.ndjson',
    operationId: 'exportJournal',
    summary: 'Entries as newline-delimited JSON, with recorded raw bodies',
    description: ARGUMENTS_NOTE,
    query: parameters,
    readQuery: readQueryString,
    answers: {
      200: {
        description: 'One line per entry, as in `GET /journal/{seq}`.',
        schema: v.string(),
        contentType: 'application/x-ndjson',
      },
    },
    handle: ({ query }, { here }) => ({ pieces: ndjson(here.journal.views(query)) }),
  }),
  route({
    method: 'GET',
    path: '/journal/export.har',
    operationId: 'exportHar',
    summary: 'Entries as an HTTP archive (HAR 1.2)',
    description: ARGUMENTS_NOTE,
    query: parameters,
    readQuery: readQueryString,
    answers: {
      200: {
        description: 'The archive.',
        schema: v.strictObject({
          log: v.looseObject({ version: v.literal('1.2'), entries: v.array(v.looseObject({})) }),
        }),
      },
    },
    handle: ({ query }, { here, base, facts }) => ({
      pieces: harText(here.journal.views(query), { base, version: facts.version }),
    }),
  }),
  route({
    method: 'GET',
    path: '/journal/{seq}',
    operationId: 'getJournalEntry',
    summary: 'One entry, with recorded raw bodies',
    params: { seq: 'Number of the entry.' },
    answers: { 200: { description: 'The entry.', schema: entrySchema } },
    problems: ['not-found'],
    handle: ({ params: { seq = '' } }, { here: { journal } }) => {
      const entry = /^\d{1,15}$/.test(seq) ? journal.entry(Number(seq)) : undefined;
      if (entry) return { value: entry };
      const numbers = journal.find().map((recorded) => recorded.seq);
      const [first, last] = [numbers[0], numbers.at(-1)];
      throw notFound(`There is no entry ${seq}`, first === undefined ? [] : [`${first} to ${last}`]);
    },
  }),
];
