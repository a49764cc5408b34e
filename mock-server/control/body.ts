import type * as v from 'valibot';
import { joining } from '../journal/index.js';
import { strictTable } from '../schemas/input-schemas.js';
import { finishInTurns } from '../world/index.js';
import { check } from './check.js';
import { placeOf } from './json-mistake.js';
import { outline } from './json-outline.js';
import { NoJson, readJson } from './json-reader.js';
import { Problem } from './problem.js';
import { BodyTooLarge, type ControlRequest } from './request.js';
import type { Body, Route, Sent } from './route.js';

/** The most bytes of a body, where a route says nothing else. */
export const DEFAULT_LIMIT = 1024 * 1024;

/** Of a snapshot that was exported. With more, the text of it and what is read from it would be too much for a process. */
export const SNAPSHOT_LIMIT = 256 * 1024 * 1024;

/** Of a fixture, which may have files in it. */
export const LARGE_LIMIT = 64 * 1024 * 1024;

/** The most values of a body, lists and tables among them, where a route says nothing else. */
const MOST_VALUES = 100_000;

/** The most of a snapshot: enough for one of 200,000 files with their history. */
export const SNAPSHOT_VALUES = 5_000_000;

/** Of anything that is sent as YAML. */
const YAML_LIMIT = 1024 * 1024;

const YAML = /^(?:application\/(?:x-)?yaml|text\/yaml)$/;

/** A body that is checked by a schema and nothing else. */
export function jsonBody<const Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  example: v.InferInput<Schema>,
  options: Pick<Body<unknown>, 'isOptional' | 'limit'> = {},
): Body<v.InferOutput<Schema>> {
  return { schema, example, ...options, read: (sent) => check(schema, jsonOf(sent), '') };
}

/** The JSON of a body of a route that takes no YAML. */
export function jsonOf(sent: Sent): unknown {
  if ('json' in sent) return sent.json;
  throw new TypeError('YAML was let in where only JSON is taken');
}

const nothing = jsonBody(strictTable({}), {}, { isOptional: true });

/** Reads the body that a route takes; that of others must be empty, or an empty object. */
export async function readBody(route: Route, request: ControlRequest): Promise<unknown> {
  if (route.method === 'GET') return undefined;
  const body: Body<unknown> = route.body ?? nothing;
  const bytes = await readBytes(request, body.limit ?? DEFAULT_LIMIT);
  if (bytes.length === 0 && body.isOptional) return body.read({ json: {} });
  const type = typeOf(request, body);
  if (type === 'yaml') {
    if (bytes.length > YAML_LIMIT)
      throw tooLarge(YAML_LIMIT, 'as YAML, which takes long to be read: send JSON');
    return body.read({ yaml: await decode(bytes) });
  }
  return body.read({ json: await parseJson(bytes, body.mostValues ?? MOST_VALUES) });
}

async function readBytes(request: ControlRequest, limit: number): Promise<Uint8Array> {
  try {
    return await finishInTurns(joining(await request.body(limit)));
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    throw tooLarge(limit, 'at this address');
  }
}

const tooLarge = (limit: number, where: string): Problem =>
  new Problem('too-large', `The body has more than ${limit} bytes, which is the limit ${where}.`, { limit });

/** Demanded of every body, as web pages of other origins cannot send these types without being asked first. */
function typeOf({ headers }: ControlRequest, { takesYaml = false }: Body<unknown>): 'json' | 'yaml' {
  const [type = '', ...parameters] = (headers['content-type'] ?? '')
    .split(';')
    .map((piece) => piece.trim().toLowerCase());
  const taken = takesYaml ? 'application/json or application/yaml' : 'application/json';
  const refuse = (problem: string): Problem =>
    new Problem('unsupported-type', `${problem} Send ${taken} in UTF-8.`);
  if (headers['content-encoding'] !== undefined)
    throw refuse(`The body is compressed as ${headers['content-encoding']}.`);
  for (const parameter of parameters)
    if (/^charset=/.test(parameter) && !/^charset="?utf-8"?$/.test(parameter))
      throw refuse(`The body has the ${parameter}.`);
  if (type === 'application/json') return 'json';
  if (takesYaml && YAML.test(type)) return 'yaml';
  throw refuse(type === '' ? 'The request has no Content-Type.' : `The Content-Type is ${type}.`);
}

/** How many bytes are decoded at a time. */
const AT_ONCE = 4 * 1024 * 1024;

const decode = (bytes: Uint8Array): Promise<string> => finishInTurns(decoding(bytes));

function* decoding(bytes: Uint8Array): Generator<void, string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let text = '';
  try {
    for (let at = 0; at < bytes.length; at += AT_ONCE) {
      text += decoder.decode(bytes.subarray(at, at + AT_ONCE), { stream: true });
      yield;
    }
    return text + decoder.decode();
  } catch {
    // The decoder throws on foreign bytes and says no more than that.
    throw notUtf8();
  }
}

const notUtf8 = (): Problem => new Problem('malformed', 'The body is not in UTF-8.');

async function parseJson(bytes: Uint8Array, mostValues: number): Promise<unknown> {
  const long = await finishInTurns(outline(bytes, mostValues));
  try {
    return await finishInTurns(readJson(bytes, long));
  } catch (error) {
    if (error instanceof TypeError) throw notUtf8();
    if (!(error instanceof NoJson)) throw error;
    const { line, column, found } = await finishInTurns(placeOf(bytes, error.at));
    throw new Problem(
      'malformed',
      `The body is no JSON from line ${line}, column ${column} on: ${found} cannot stand there.`,
    );
  }
}
