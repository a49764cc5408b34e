import type * as v from 'valibot';
import type { ProblemName } from './problem.js';
import type { Context } from './request.js';

/** The methods of the control API. HEAD is answered like GET. */
export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';

type Schema = v.GenericSchema<unknown, unknown>;

/** A body: its schema for the document, and how to read its value. */
export interface Body<Value> {
  readonly schema: Schema;
  readonly example: unknown;
  /** Default: false. An absent body is read as an empty object. */
  readonly isOptional?: boolean;
  /** Bytes. Default: DEFAULT_LIMIT. */
  readonly limit?: number;
  /** Values in its JSON. Default: MOST_VALUES. */
  readonly mostValues?: number;
  /** Whether YAML is accepted. Default: false. */
  readonly takesYaml?: boolean;
  /** @throws errors that `problemOf` knows */
  readonly read: (body: Sent) => Value | Promise<Value>;
}

/** A parsed body. */
export type Sent = { readonly json: unknown } | { readonly yaml: string };

/** A successful result. */
export interface Answer {
  /** `value` is sent as JSON, bigint as decimal text; `pieces` are sent as they are produced. */
  readonly value?: unknown;
  readonly pieces?: AsyncIterable<string> | Iterable<string>;
  /** Whether the pieces wait for events. HEAD makes none of them. */
  readonly isLive?: boolean;
  /** A documented status; default: the first one. */
  readonly status?: number;
  readonly warnings?: readonly string[];
}

/** A response in the document. Without a schema it has no body. */
export interface Documented {
  readonly description: string;
  readonly schema?: Schema;
  /** Default: application/json. */
  readonly contentType?: string;
}

/** Input of a handler. */
export interface Asked<Query, Value> {
  /** Parameters of the path by name, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly body: Value;
}

/** One address and method of the control API. Routing, validation, OpenAPI document and README are made from it. */
export interface Route<Query = unknown, Value = unknown> {
  readonly method: Method;
  /** Below `/_control`, with parameters in braces. */
  readonly path: string;
  readonly operationId: string;
  /** One line for tables. */
  readonly summary: string;
  readonly description?: string;
  /** Descriptions of the parameters in the path. */
  readonly params?: Readonly<Record<string, string>>;
  /** Descriptions of the headers that it reads. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Parameters of the query string; their values are texts. */
  readonly query?: v.ObjectEntries;
  /** Reads the query string; default: validated by `query`. */
  readonly readQuery?: (query: URLSearchParams) => Query;
  readonly body?: Body<Value>;
  readonly answers: Readonly<Record<number, Documented>>;
  /** Problems besides the general ones, such as 422 for input. */
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

/** Defines a route; the input of its handler is typed by its schemas. */
export function route<Entries extends v.ObjectEntries | undefined, Value, Read>(
  definition: Definition<Entries, Value, Read>,
): Route {
  // The table does not need the types of a route: input is read with the same route that handles it.
  return definition as unknown as Route;
}
