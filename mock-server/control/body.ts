import type * as v from 'valibot';
import { joining } from '../journal/index.js';
import { strictTable } from '../schemas/input-schemas.js';
import { finishInTurns } from '../world/index.js';
import { check } from './check.js';
import { placeOf } from './json/mistake.js';
import { outline } from './json/outline.js';
import { NoJson, readJson } from './json/reader.js';
import { Problem } from './problem.js';
import { BodyTooLarge, type ControlRequest } from './request.js';
import type { Body, Route, Sent } from './route.js';

/** Default limit of a body, in bytes. */
export const DEFAULT_LIMIT = 1024 * 1024;

/** Limit of an exported snapshot: larger ones, as text and as values, would exceed the memory of a process. */
export const SNAPSHOT_LIMIT = 256 * 1024 * 1024;

/** Limit of a fixture, which may contain files. */
export const LARGE_LIMIT = 64 * 1024 * 1024;

/** Default limit of the values in a body, with lists and objects. */
const MOST_VALUES = 100_000;

/** Limit for a snapshot: enough for 200,000 files with their history. */
export const SNAPSHOT_VALUES = 5_000_000;

/** Limit of any YAML. */
const YAML_LIMIT = 1024 * 1024;

const YAML = /^(?:application\/(?:x-)?yaml|text\/yaml)$/;

/** A body that is only checked by a schema. */
export function jsonBody<const Schema extends v.GenericSchema<unknown, unknown>>(
  schema: Schema,
  example: v.InferInput<Schema>,
  options: Pick<Body<unknown>, 'isOptional' | 'limit'> = {},
): Body<v.InferOutput<Schema>> {
  return { schema, example, ...options, read: (sent) => check(schema, jsonOf(sent), '') };
}

/** The JSON of a body, for a route without YAML. */
export function jsonOf(sent: Sent): unknown {
  if ('json' in sent) return sent.json;
  throw new TypeError('YAML was let in where only JSON is taken');
}

const nothing = jsonBody(strictTable({}), {}, { isOptional: true });

/** Reads the body of a route; that of a route without one must be empty, or an empty object. */
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

/** Required of every body: web pages of other origins cannot send these types without a preflight. */
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

/** Bytes to decode at once. */
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
    // The error of the decoder has no further information.
    throw notUtf8();
  }
}

const notUtf8 = (): Problem => new Problem('malformed', 'The body is not valid UTF-8.');

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
      `The body is not valid JSON: unexpected ${found} at line ${line}, column ${column}.`,
    );
  }
}
