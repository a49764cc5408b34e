import * as v from 'valibot';
import { isProblemName, notFound, PROBLEMS, type ProblemName, problemType } from './problem.js';
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

/** Whether the server runs and what it holds, this document, and the pages that explain problems. */
export const healthRoutes = [
  route({
    method: 'GET',
    path: '/health',
    operationId: 'getHealth',
    summary: 'Version and state of the server',
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
    handle: (_, { facts, namespaces }) => ({
      value: {
        status: 'ok',
        name: '4shared-testkit',
        version: facts.version,
        started: new Date(facts.started).toISOString(),
        uptimeMs: Math.max(0, Math.round(facts.now() - facts.started)),
        namespaces: namespaces.list().length,
        storage: facts.storage,
      },
    }),
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
