/** Kinds of problems by the last segment of their `type`, with what to do. */
export const PROBLEMS = {
  malformed: {
    status: 400,
    title: 'The body cannot be read',
    help: 'The body is no JSON, YAML or UTF-8, or the path has a broken escape. `detail` says where; for JSON and YAML with line and column.',
  },
  unauthorized: {
    status: 401,
    title: 'A token is needed',
    help: 'The server was started with a control token. Send it as `Authorization: Bearer TOKEN`.',
  },
  'foreign-host': {
    status: 403,
    title: 'The host is not known',
    help: 'The Host header names neither an IP address nor localhost nor a name of this server; a web page could have made its own name lead here. Use one of those, or start the server with `--control-host NAME`.',
  },
  'foreign-origin': {
    status: 403,
    title: 'Web pages may not control this server',
    help: 'The request comes from a web page of another origin. Send it from a program.',
  },
  'not-found': {
    status: 404,
    title: 'There is no such thing',
    help: 'Nothing has this name or address. `known` has the names that there are.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'The method is not for this address',
    help: 'The header Allow has the methods that are.',
  },
  clash: {
    status: 409,
    title: 'The name is in use',
    help: 'Something has this name already. Remove it first, or choose another name.',
  },
  'too-large': {
    status: 413,
    title: 'The body is too large',
    help: '`limit` is the most bytes that are taken at this address. Nothing has changed.',
  },
  'unsupported-type': {
    status: 415,
    title: 'The body is of a type that is not taken',
    help: 'Send JSON with `Content-Type: application/json`, uncompressed. A fixture may be `application/yaml`, too.',
  },
  invalid: {
    status: 422,
    title: 'Something in the request is wrong',
    help: '`errors` has the places and what is wrong there. Nothing has changed.',
  },
  internal: {
    status: 500,
    title: 'The server failed',
    help: 'A mistake in the testkit itself; the log of the server has more.',
  },
  storage: {
    status: 503,
    title: 'The storage cannot be used',
    help: 'The folder for the bytes of files is full, gone or closed to the server; the log has more. Ask again once that is mended.',
  },
  busy: {
    status: 503,
    title: 'Unfinished requests hold too many bytes',
    help: 'The bodies that are being read, and the calls that are not answered yet, hold as much as they may together (`maxHeldBytes`). Send the request again in a second.',
  },
  'too-many-namespaces': {
    status: 503,
    title: 'There are too many namespaces',
    help: 'Drop namespaces that are not used any more.',
  },
} as const;

export type ProblemName = keyof typeof PROBLEMS;

/** One mistake in a request. */
export interface Mistake {
  /** Such as `do[0].ms` in the body, or the name of a parameter; empty for the whole body. */
  readonly path: string;
  readonly message: string;
}

/** Further members of a problem document. */
export interface ProblemFacts {
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

export const isProblemName = (name: string): name is ProblemName => Object.hasOwn(PROBLEMS, name);

/** A problem with one mistake. */
export const invalid = (path: string, message: string): Problem =>
  new Problem('invalid', path === '' ? message : `${path} ${message}`, { errors: [{ path, message }] });

/** Known names to list. */
const MANY = 100;

export function notFound(what: string, known: Iterable<string>): Problem {
  const names = [...known];
  const few = names.slice(0, MANY);
  const rest = names.length > few.length ? `, and ${names.length - few.length} more` : '';
  const list = names.length === 0 ? 'There are none.' : `There are: ${few.join(', ')}${rest}.`;
  return new Problem('not-found', `${what}${what.endsWith('?') ? '' : '.'} ${list}`, { known: few });
}
