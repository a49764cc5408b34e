import type * as v from 'valibot';
import { DEFAULT_LIMIT } from '../../mock-server/control/body.js';
import { type Documented, PROBLEMS, type ProblemName } from '../../mock-server/control/index.js';
import { type ListedRoute, ROUTES, TOPICS } from '../../mock-server/control/routes.js';
import { VERSION } from '../../mock-server/version.js';
import { componentSchemas, shape } from './openapi-shapes.js';

/** Path of the document, in the sources and in dist. */
export const OPENAPI = 'mock-server/control/openapi.json';

type Schema = v.GenericSchema<unknown, unknown>;

/** The control API as an OpenAPI 3.1 document, from its routes. */
export function openApiText(): string {
  const document = {
    openapi: '3.1.1',
    info: {
      title: 'Control API of 4shared-testkit',
      version: VERSION,
      summary: 'Controls a stateful fake of the 4shared SOAP service.',
      description:
        '64-bit numbers are decimal texts. Failures are problem documents (RFC 9457). All routes but `/namespaces`, `/health` and those that describe this API act on the namespace in the address.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: '/_control', description: 'The namespace without a name' },
      {
        url: '/~{namespace}/_control',
        description: 'A namespace, created on first use',
        variables: { namespace: { default: 'my-test', description: 'Its name' } },
      },
    ],
    tags: TOPICS.map((name) => ({ name })),
    // A token is needed if the server was started with one.
    security: [{}, { token: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        token: {
          type: 'http',
          scheme: 'bearer',
          description: 'The token of `--control-token`.',
        },
      },
      schemas: componentSchemas(),
      responses: Object.fromEntries(problemNames.map((name) => [name, problemResponse(name)])),
    },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

const problemNames = Object.keys(PROBLEMS) as ProblemName[];

function paths(): object {
  const items: Record<string, Record<string, object>> = {};
  for (const route of ROUTES) {
    const item = items[route.path] ?? {};
    item[route.method.toLowerCase()] = operation(route);
    items[route.path] = item;
  }
  return items;
}

function operation(route: ListedRoute): object {
  const { operationId, topic, summary, description, answers } = route;
  const parameters = [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)];
  const successes = Object.entries(answers).map(([status, answer]) => [status, response(answer)]);
  return {
    operationId,
    tags: [topic],
    summary,
    ...(description === undefined ? {} : { description }),
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(route.body ? { requestBody: requestBody(route.body) } : {}),
    responses: Object.fromEntries([...successes, ...problems(route)]),
  };
}

const pathParameters = ({ path, params = {} }: ListedRoute): object[] =>
  Array.from(path.matchAll(/\{(\w+)\}/g), ([, name = '']) => {
    const description = params[name];
    if (description === undefined) throw new Error(`${path} has no description of ${name}`);
    return { name, in: 'path', required: true, description, schema: { type: 'string', minLength: 1 } };
  });

const queryParameters = ({ query = {} }: ListedRoute): object[] =>
  Object.entries(query).map(([name, schema]) => {
    const { description, ...rest } = shape(schema as Schema);
    return { name, in: 'query', ...(description === undefined ? {} : { description }), schema: rest };
  });

const headerParameters = ({ headers = {} }: ListedRoute): object[] =>
  Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    description,
    schema: { type: 'string' },
  }));

function requestBody({
  schema,
  example,
  isOptional = false,
  takesYaml = false,
  limit = DEFAULT_LIMIT,
}: NonNullable<ListedRoute['body']>): object {
  const content = { schema: shape(schema), example };
  return {
    description: `At most ${limit} bytes.`,
    required: !isOptional,
    content: { 'application/json': content, ...(takesYaml ? { 'application/yaml': content } : {}) },
  };
}

function response({ description, schema, contentType = 'application/json' }: Documented): object {
  if (schema === undefined) return { description };
  return { description, content: { [contentType]: { schema: shape(schema) } } };
}

/** Problems of every request, such as an invalid namespace or an unknown parameter. */
const ALWAYS: readonly ProblemName[] = [
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'not-found',
  'invalid',
  'internal',
  'too-many-namespaces',
];

/** The problems of a route: those that it names, and those that follow from its shape. */
function problemsOf({ method, path, problems = [] }: ListedRoute): ProblemName[] {
  const withBody: readonly ProblemName[] =
    method === 'GET' ? [] : ['malformed', 'too-large', 'unsupported-type', 'busy'];
  const withPieces: readonly ProblemName[] = path.includes('{') ? ['malformed'] : [];
  const kinds = new Set([...ALWAYS, ...withBody, ...withPieces, ...problems]);
  return problemNames.filter((name) => kinds.has(name));
}

/** By status: several problems can share one. */
function problems(route: ListedRoute): [string, object][] {
  const kinds = problemsOf(route);
  const statuses = new Set(kinds.map((kind) => PROBLEMS[kind].status));
  return [...statuses].map((number) => {
    const status = String(number);
    const names = kinds.filter((kind) => PROBLEMS[kind].status === number);
    const [name = 'internal'] = names;
    if (names.length === 1) return [status, { $ref: `#/components/responses/${name}` }];
    return [
      status,
      { ...problemResponse(name), description: names.map((each) => PROBLEMS[each].title).join('; ') },
    ];
  });
}

const problemResponse = (name: ProblemName): object => ({
  description: PROBLEMS[name].title,
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
});
