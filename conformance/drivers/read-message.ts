import * as v from 'valibot';
import { AdapterError, type OperationName, type ResultOf } from './client-under-test.js';
import { type ClientMessage, clientMessage, RESULTS } from './protocol.js';

/** A line that a client printed. */
export interface Line {
  /** The first one is 1. */
  readonly number: number;
  readonly text: string;
}

/** A line of each kind, to be copied. */
export const EXAMPLES = {
  hello:
    '{"type":"hello","protocol":1,"name":"my-client","version":"1.0.0","operations":["upload"],"concurrency":1}',
  ok: '{"type":"ok","id":"c1","result":{}}',
  error: '{"type":"error","id":"c1","kind":"quota","message":"Not enough free space"}',
  unsupported: '{"type":"unsupported","id":"c1"}',
} as const;

const RESULT_EXAMPLES: Readonly<Record<OperationName, string>> = {
  upload: '{"fileId":"9007199254740993"}',
  resume: '{"fileId":"9007199254740993"}',
  list: '{"items":[{"id":"17","name":"a.txt","size":"5","directory":false}]}',
  createFolder: '{"dirId":"17"}',
  download: '{}',
  delete: '{}',
  space: '{"free":"16106127360"}',
};

/**
 * Reads a line as a message.
 * @throws AdapterError that says what came, in which line, and what to send instead
 */
export function readMessage(line: Line): ClientMessage {
  const json = parsed(line);
  const read = v.safeParse(clientMessage, json, { abortEarly: true });
  if (read.success) return read.output;
  const issue = read.issues[0];
  const example = EXAMPLES[kindOf(json) ?? 'ok'];
  throw wrong(
    line,
    `is no message of this protocol: ${describe(issue)}`,
    `Send instead a line such as ${example}`,
  );
}

/**
 * What an `ok` carries.
 * @throws AdapterError when it is not what the operation results in
 */
export function readResult<Name extends OperationName>(
  operation: Name,
  result: unknown,
  line: Line,
  id: string,
): ResultOf<Name> {
  const problem = problemOfResult(operation, result);
  if (problem === undefined) return result as ResultOf<Name>;
  throw wrong(
    line,
    `is no result of ${operation}: ${problem}`,
    `Send instead a line such as {"type":"ok","id":${JSON.stringify(id)},"result":${RESULT_EXAMPLES[operation]}}`,
  );
}

/** Why this cannot be the result of an operation; nothing when it can. */
export function problemOfResult(operation: OperationName, result: unknown): string | undefined {
  const read = v.safeParse(RESULTS[operation], result, { abortEarly: true });
  return read.success ? undefined : describe(read.issues[0], 'result');
}

/** An example of what an operation results in, as JSON. */
export const resultExample = (operation: OperationName): string => RESULT_EXAMPLES[operation];

/** A complaint about a line: what is wrong with it, the line itself, and what to do. */
export const wrong = ({ number, text }: Line, problem: string, advice: string): AdapterError =>
  new AdapterError(`Line ${number} of the client's output ${problem}\nIt is: ${shortened(text)}\n${advice}`);

/** Long lines would hide what the message is about. */
export const shortened = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)} ...` : text);

function parsed(line: Line): unknown {
  try {
    return JSON.parse(line.text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw wrong(
      line,
      `is no JSON (${shortened(reason)}).`,
      `Standard output is for messages alone: write everything else to standard error. A message is one line such as ${EXAMPLES.ok}`,
    );
  }
}

function kindOf(json: unknown): keyof typeof EXAMPLES | undefined {
  const { type } = (typeof json === 'object' && json !== null ? json : {}) as { type?: unknown };
  return typeof type === 'string' && Object.hasOwn(EXAMPLES, type)
    ? (type as keyof typeof EXAMPLES)
    : undefined;
}

function describe(issue: v.BaseIssue<unknown>, root?: string): string {
  const path = [
    ...(root === undefined ? [] : [root]),
    ...(issue.path ?? []).map(({ key }) => String(key)),
  ].join('.');
  const given = JSON.stringify(issue.input);
  if (issue.expected === 'never') return `${path} is not known.`;
  if (issue.input === undefined) return `${path} is missing.`;
  // Issues of objects without a text of our own are about the kind of the whole.
  const isOwn = issue.message.startsWith('must') && (path !== '' || typeof issue.input === 'object');
  const rule = isOwn ? issue.message : 'must be an object';
  return `${path === '' ? 'it' : path} ${rule}, but is ${shortened(given)}.`;
}
