import * as v from 'valibot';
import { deadline, delay } from '../waits.js';
import { isProblemName, notFound, PROBLEMS, Problem, type ProblemName, problemType } from './problem.js';
import type { Context } from './request.js';
import { route } from './route.js';
import { isoTime, text, whole } from './schemas.js';

const explanation = v.strictObject({
  type: text('The `type` of problem documents.'),
  status: whole('HTTP status.'),
  title: text('The kind of failure.'),
  help: text('Its meaning, and what to do.'),
});

const explain = (name: ProblemName): v.InferOutput<typeof explanation> => ({
  type: problemType(name),
  ...PROBLEMS[name],
});

const names = Object.keys(PROBLEMS) as ProblemName[];

const DURATION = /^(\d{1,6})(ms|s|m)$/;
const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const LONGEST_WAIT = 600_000;
const WAIT_PROBLEM = 'must be a time such as 30s or 500ms, 10m at most';

const milliseconds = (text: string): number => {
  const [, count, unit = ''] = DURATION.exec(text) ?? [];
  return Number(count) * (UNITS[unit] ?? Number.NaN);
};

/**
 * Waits until the state of the namespace is made.
 * @param ms the longest wait
 * @throws Problem when it is not ready in time
 */
async function ready(ms: number, { here, signal }: Context): Promise<void> {
  const making = here.ready;
  if (making === undefined) return;
  const isMade = await deadline(ms, signal, (end) =>
    Promise.race([making.then(() => true), delay(undefined, end).then(() => false)]),
  );
  if (isMade) return;
  throw new Problem('starting', `The state of the namespace was not complete after ${ms} ms.`);
}

/** Whether the server runs and what it holds, this document, and the pages that explain problems. */
export const healthRoutes = [
  route({
    method: 'GET',
    path: '/health',
    operationId: 'getHealth',
    summary: 'Version and state of the server; `wait=30s` waits until the namespace is ready',
    query: {
      wait: v.optional(
        v.pipe(
          v.string(),
          v.regex(DURATION, WAIT_PROBLEM),
          v.description(
            'Longest wait for the state of the namespace, such as 30s or 500ms, 10m at most. Creates the namespace if it does not exist. Default: no wait, and no namespace is created.',
          ),
          v.transform(milliseconds),
          v.maxValue(LONGEST_WAIT, WAIT_PROBLEM),
        ),
      ),
    },
    answers: {
      200: {
        description: 'The server is running.',
        schema: v.strictObject({
          status: v.literal('ok'),
          name: v.literal('4shared-testkit'),
          version: text('Of the testkit.'),
          started: isoTime('Start of the server.'),
          uptimeMs: whole('Milliseconds since the start.'),
          namespaces: whole('Number of namespaces besides the main one.'),
          storage: v.pipe(v.picklist(['disk', 'memory']), v.description('Where files are stored.')),
        }),
      },
    },
    problems: ['starting'],
    handle: async ({ query: { wait } }, context) => {
      if (wait !== undefined) await ready(wait, context);
      const { facts, namespaces } = context;
      return {
        value: {
          status: 'ok',
          name: '4shared-testkit',
          version: facts.version,
          started: new Date(facts.started).toISOString(),
          uptimeMs: Math.max(0, Math.round(facts.now() - facts.started)),
          namespaces: namespaces.list().length,
          storage: facts.storage,
        },
      };
    },
  }),
  route({
    method: 'GET',
    path: '/openapi.json',
    operationId: 'getDocument',
    summary: 'This API as an OpenAPI 3.1 document',
    answers: { 200: { description: 'The document.', schema: v.looseObject({ openapi: v.string() }) } },
    handle: async (_, { document }) => ({ pieces: [await document()] }),
  }),
  route({
    method: 'GET',
    path: '/problems',
    operationId: 'listProblems',
    summary: 'All kinds of problems of this API',
    answers: {
      200: {
        description: 'All values of `type` in problem documents.',
        schema: v.strictObject({ problems: v.array(explanation) }),
      },
    },
    handle: () => ({ value: { problems: names.map(explain) } }),
  }),
  route({
    method: 'GET',
    path: '/problems/{problem}',
    operationId: 'getProblem',
    summary: 'One kind of problem; the `type` of a problem document is its address',
    params: { problem: 'The last segment of the `type`.' },
    answers: { 200: { description: 'Its meaning, and what to do.', schema: explanation } },
    problems: ['not-found'],
    handle: ({ params: { problem = '' } }) => {
      if (!isProblemName(problem)) throw notFound(`There is no kind of problem "${problem}"`, names);
      return { value: explain(problem) };
    },
  }),
];
