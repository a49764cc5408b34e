import type * as v from 'valibot';
import { strictTable } from '../schemas/input-schemas.js';
import { check } from './check.js';
import { findJsonMistake } from './json-mistake.js';
import { Problem } from './problem.js';
import { BodyTooLarge, type ControlRequest } from './request.js';
import type { Body, Route, Sent } from './route.js';

/** The most bytes of a body, where a route says nothing else. */
export const DEFAULT_LIMIT = 1024 * 1024;

/** Of a snapshot that was exported. With more, the text of it and what is read from it would be too much for a process. */
export const SNAPSHOT_LIMIT = 256 * 1024 * 1024;

/** Of a fixture, which may have files in it. */
export const LARGE_LIMIT = 64 * 1024 * 1024;

/** Deeper than any body has a reason to be, and shallow enough for every reader. */
const DEEPEST = 200;

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
  const text = decode(bytes);
  return body.read(type === 'yaml' ? { yaml: text } : { json: parseJson(text) });
}

async function readBytes(request: ControlRequest, limit: number): Promise<Uint8Array> {
  try {
    return await request.body(limit);
  } catch (error) {
    if (!(error instanceof BodyTooLarge)) throw error;
    const detail = `The body has more than ${limit} bytes, which is the limit at this address.`;
    throw new Problem('too-large', detail, { limit });
  }
}

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

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    // The decoder throws on foreign bytes and says no more than that.
    throw new Problem('malformed', 'The body is not in UTF-8.');
  }
}

function parseJson(text: string): unknown {
  const json = parsed(text);
  if (isDeeper(json, DEEPEST))
    throw new Problem('malformed', `The body is nested deeper than ${DEEPEST} levels.`);
  return json;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const mistake = findJsonMistake(text);
    if (!mistake) throw error;
    const { line, column, found } = mistake;
    throw new Problem(
      'malformed',
      `The body is no JSON from line ${line}, column ${column} on: ${found} cannot stand there.`,
    );
  }
}

/** Walks level by level: the stack holds no value that is nested too deep. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((each) => (typeof each === 'object' && each !== null ? Object.values(each) : []));
  }
  return false;
}
