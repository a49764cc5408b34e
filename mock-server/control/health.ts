import * as v from 'valibot';
import { isProblemName, notFound, PROBLEMS, type ProblemName, problemType } from './problem.js';
import { route } from './route.js';
import { isoTime, text, whole } from './schemas.js';

const explanation = v.strictObject({
  type: text('As in the `type` of problem documents.'),
  status: whole('HTTP status.'),
  title: text('The kind of failure.'),
  help: text('What it means and what to do.'),
});

const explain = (name: ProblemName): v.InferOutput<typeof explanation> => ({
  type: problemType(name),
  ...PROBLEMS[name],
});

const names = Object.keys(PROBLEMS) as ProblemName[];

export const healthRoutes = [
  route({
    method: 'GET',
    path: '/health',
    operationId: 'getHealth',
    topic: 'health',
    summary: 'Whether the server is there, and what it is',
    answers: {
      200: {
        description: 'The server is there.',
        schema: v.strictObject({
          status: v.literal('ok'),
          name: v.literal('4shared-testkit'),
          version: text('Of the testkit.'),
          started: isoTime('When the server was made.'),
          uptimeMs: whole('Milliseconds since then.'),
          namespaces: whole('How many namespaces there are besides the one without a name.'),
          storage: v.pipe(v.picklist(['disk', 'memory']), v.description('Where bytes are kept.')),
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
    topic: 'health',
    summary: 'This API as an OpenAPI 3.1 document',
    answers: { 200: { description: 'The document.', schema: v.looseObject({ openapi: v.string() }) } },
    handle: async (_, { document }) => ({ pieces: [await document()] }),
  }),
  route({
    method: 'GET',
    path: '/problems',
    operationId: 'listProblems',
    topic: 'health',
    summary: 'All kinds of failures that this API answers',
    answers: {
      200: {
        description: 'What the `type` of problem documents can be.',
        schema: v.strictObject({ problems: v.array(explanation) }),
      },
    },
    handle: () => ({ value: { problems: names.map(explain) } }),
  }),
  route({
    method: 'GET',
    path: '/problems/{problem}',
    operationId: 'getProblem',
    topic: 'health',
    summary: 'What a kind of failure means; the `type` of a problem document leads here',
    params: { problem: 'The last piece of the `type`.' },
    answers: { 200: { description: 'What it means and what to do.', schema: explanation } },
    problems: ['not-found'],
    handle: ({ params: { problem = '' } }) => {
      if (!isProblemName(problem)) throw notFound(`There is no kind of problem "${problem}"`, names);
      return { value: explain(problem) };
    },
  }),
];
