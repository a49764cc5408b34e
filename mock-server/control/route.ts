import type * as v from 'valibot';
import type { ProblemName } from './problem.js';
import type { Context } from './request.js';

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

/** Topics, in the order of the document. */
export const TOPICS = [
  'health',
  'namespaces',
  'fixture',
  'snapshots',
  'clock',
  'rules',
  'accounts',
  'journal',
  'holds',
] as const;

export type Topic = (typeof TOPICS)[number];

type Schema = v.GenericSchema<unknown, unknown>;

/** What a body is: the shape for the document, and how its value is read, where the shape alone does not say it. */
export interface Body<Value> {
  readonly schema: Schema;
  readonly example: unknown;
  /** Default: false. An absent body is read as an empty object. */
  readonly isOptional?: boolean;
  /** The most bytes of it. Default: DEFAULT_LIMIT. */
  readonly limit?: number;
  /** The most values of it as JSON. Default: MOST_VALUES. */
  readonly mostValues?: number;
  /** Whether it may be YAML. Default: false. */
  readonly takesYaml?: boolean;
  /** @throws whatever `problemOf` knows */
  readonly read: (body: Sent) => Value | Promise<Value>;
}

/** A body as it came. */
export type Sent = { readonly json: unknown } | { readonly yaml: string };

/** What a route answers on success. */
export interface Answer {
  /** The value is sent as JSON, bigint as decimal text; pieces are sent as they are made. */
  readonly value?: unknown;
  readonly pieces?: AsyncIterable<string> | Iterable<string>;
  /** One of those the route has; by default its first one. */
  readonly status?: number;
  readonly warnings?: readonly string[];
}

/** An answer for the document. One without a schema has no body. */
export interface Documented {
  readonly description: string;
  readonly schema?: Schema;
  /** Default: application/json. */
  readonly contentType?: string;
}

/** What a handler gets. */
export interface Asked<Query, Value> {
  /** Pieces of the path by their names in the template, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Value;
}

/** One address and method of the control API: routing, checks, the document and the README come from it. */
export interface Route<Query = unknown, Value = unknown> {
  readonly method: Method;
  /** Below `/_control`, pieces that vary in braces. */
  readonly path: string;
  readonly operationId: string;
  readonly topic: Topic;
  /** One line for tables. */
  readonly summary: string;
  readonly description?: string;
  /** What each piece of the path that varies is. */
  readonly params?: Readonly<Record<string, string>>;
  /** Parameters of the query string. Their values are texts. */
  readonly query?: v.ObjectEntries;
  /** Reads them; by default they are checked by `query`. */
  readonly readQuery?: (query: URLSearchParams) => Query;
  readonly body?: Body<Value>;
  readonly answers: Readonly<Record<number, Documented>>;
  /** Failures besides those that follow from the rest, such as 422 where there is something to be read. */
  readonly problems?: readonly ProblemName[];
  readonly handle: (asked: Asked<Query, Value>, context: Context) => Answer | Promise<Answer>;
}

type QueryOf<Entries> = Entries extends v.ObjectEntries
  ? v.InferOutput<v.ObjectSchema<Entries, undefined>>
  : unknown;

type Definition<Entries extends v.ObjectEntries | undefined, Value, Read> = Omit<
  Route,
  'query' | 'readQuery' | 'body' | 'handle'
> & {
  readonly query?: Entries;
  readonly readQuery?: (query: URLSearchParams) => Read;
  readonly body?: Body<Value>;
  readonly handle: (
    asked: Asked<unknown extends Read ? QueryOf<Entries> : Read, Value>,
    context: Context,
  ) => Answer | Promise<Answer>;
};

/** Defines a route; what its handler gets follows from the shapes. */
export function route<Entries extends v.ObjectEntries | undefined, Value, Read>(
  definition: Definition<Entries, Value, Read>,
): Route {
  // The types of one route mean nothing to the table: whoever calls the handler has read both with the same route.
  return definition as unknown as Route;
}
