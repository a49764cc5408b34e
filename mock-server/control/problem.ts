/** Kinds of problems by the last segment of their `type`, with what to do. */
export const PROBLEMS = {
  malformed: {
    status: 400,
    title: 'The body cannot be read',
    help: 'The body is not valid JSON, YAML or UTF-8, or the path has broken percent-encoding. `detail` has the position, for JSON and YAML with line and column.',
  },
  unauthorized: {
    status: 401,
    title: 'A token is required',
    help: 'The server was started with a control token. Send it as `Authorization: Bearer TOKEN`.',
  },
  'foreign-host': {
    status: 403,
    title: 'The host is unknown',
    help: 'The Host header is neither an IP address nor localhost nor a name of this server: a web page may have made its own name resolve to this address. Use one of those, or start the server with `--control-host NAME`.',
  },
  'foreign-origin': {
    status: 403,
    title: 'Web pages may not control this server',
    help: 'The request comes from a web page of another origin. Send it from a program.',
  },
  'not-found': {
    status: 404,
    title: 'Not found',
    help: 'Nothing has this name or address. `known` lists the existing names.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    help: 'The header Allow lists the allowed methods.',
  },
  clash: {
    status: 409,
    title: 'The name is in use',
    help: 'The name exists already. Remove it first, or choose another name.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    help: '`limit` is the limit of this address in bytes. Nothing has changed.',
  },
  'unsupported-type': {
    status: 415,
    title: 'Unsupported content type',
    help: 'Send JSON with `Content-Type: application/json`, uncompressed. A fixture may be `application/yaml`, too.',
  },
  invalid: {
    status: 422,
    title: 'The request is invalid',
    help: '`errors` lists the mistakes with their positions. Nothing has changed.',
  },
  internal: {
    status: 500,
    title: 'The server failed',
    help: 'A bug in the testkit; the log of the server has details.',
  },
  storage: {
    status: 503,
    title: 'The storage failed',
    help: 'The folder of the files is full, missing or not accessible; the log has details. Repeat the request when it is repaired.',
  },
  busy: {
    status: 503,
    title: 'Unfinished requests hold too many bytes',
    help: 'Bodies and calls in progress hold as many bytes as they may together (`maxHeldBytes`). Repeat the request in a second.',
  },
  starting: {
    status: 503,
    title: 'The state is being made',
    help: 'The state of the namespace is not complete yet. Repeat the request, with a longer `wait`.',
  },
  'too-many-namespaces': {
    status: 503,
    title: 'There are too many namespaces',
    help: 'Drop unused namespaces.',
  },
} as const;

/** The last segment of a problem's `type`. Clients may rely on it. */
export type ProblemName = keyof typeof PROBLEMS;

/** One mistake in a request. */
export interface Mistake {
  /** Such as `do[0].ms` in the body, or the name of a parameter; empty for the whole body. */
  readonly path: string;
  readonly message: string;
}

/** Further members of a problem document. */
interface ProblemFacts {
  readonly errors?: readonly Mistake[];
  readonly known?: readonly string[];
  /** Bytes. */
  readonly limit?: number;
}

/** A failure: a problem document of RFC 9457. */
export class Problem extends Error {
  override readonly name = 'Problem';

  constructor(
    readonly kind: ProblemName,
    readonly detail: string,
    readonly facts: ProblemFacts = {},
    readonly headers: Readonly<Record<string, string>> = {},
    options: ErrorOptions = {},
  ) {
    super(detail, options);
  }

  get status(): number {
    return PROBLEMS[this.kind].status;
  }

  toJSON(): object {
    const { status, title } = PROBLEMS[this.kind];
    return { type: problemType(this.kind), title, status, detail: this.detail, ...this.facts };
  }
}

/** Address of the explanation of a kind of problem. */
export const problemType = (kind: ProblemName): string => `/_control/problems/${kind}`;

/** Whether a text names a problem; the page of each is served. */
export const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEMS, name);

/** A problem with one mistake. */
export const invalid = (path: string, message: string): Problem =>
  new Problem('invalid', path === '' ? message : `${path} ${message}`, { errors: [{ path, message }] });

/** Known names to list. */
const MANY = 100;

/** The problem of an unknown name. Its message lists the first known ones. */
export function notFound(what: string, known: Iterable<string>): Problem {
  const names = [...known];
  const few = names.slice(0, MANY);
  const rest = names.length > few.length ? `, and ${names.length - few.length} more` : '';
  const list = names.length === 0 ? 'There are none.' : `There are: ${few.join(', ')}${rest}.`;
  return new Problem('not-found', `${what}${what.endsWith('?') ? '' : '.'} ${list}`, { known: few });
}
