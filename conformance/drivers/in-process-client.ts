import { setImmediate } from 'node:timers/promises';
import {
  AdapterError,
  type ArgumentsOf,
  type ClientInfo,
  type ClientSession,
  type ClientUnderTest,
  OPERATIONS,
  type OperationName,
  type ResultOf,
  type Said,
  type Target,
} from './client-under-test.js';
import { problemOfResult, resultExample, shortened } from './read-message.js';
import { GRACE_MS } from './stdio-peer.js';
import { watchStrayErrors, withStrayErrors } from './stray-errors.js';
import { LATE, within } from './within.js';

/**
 * One operation. An `Error` that it throws is a failure that the client reports: its `name` is the kind, and a text
 * `handle` of it is what `resume` can go on with. The signal aborts when the time of the call is over.
 */
export type ClientFunction<Name extends OperationName> = (
  target: Target,
  args: ArgumentsOf<Name>,
  signal: AbortSignal,
) => Promise<ResultOf<Name>>;

/** A client as an object: what is there besides `upload` is what it can do. */
export type ClientObject = {
  readonly name?: string;
  readonly version?: string;
  /** How many calls it takes at a time. Default: 4. */
  readonly concurrency?: number;
  /** Whether it uploads to no other folder than the root. */
  readonly rootOnly?: boolean;
  readonly upload: ClientFunction<'upload'>;
} & { readonly [Name in Exclude<OperationName, 'upload'>]?: ClientFunction<Name> };

/** A client in this process. A rejection in it that nobody handles counts as a crash. */
export function inProcessClient(client: ClientObject): ClientUnderTest {
  return new InProcessClient(client);
}

class InProcessClient implements ClientUnderTest {
  readonly #client: ClientObject;
  #unwatch: (() => void) | undefined;
  #notes = '';

  constructor(client: ClientObject) {
    this.#client = client;
  }

  async start(): Promise<ClientInfo> {
    const { name = 'client', version, concurrency = 4, rootOnly, upload } = this.#client;
    if (typeof upload !== 'function')
      throw new AdapterError(
        'The client has no function upload. Give an object such as { upload: async (target, { file, name, dirId }, signal) => ({ fileId }) }',
      );
    this.#unwatch ??= watchStrayErrors();
    const operations = OPERATIONS.filter((operation) => this.#client[operation] !== undefined);
    return { name, version, operations, concurrency, rootOnly };
  }

  async open(target: Target): Promise<ClientSession> {
    this.#unwatch ??= watchStrayErrors();
    return {
      call: (operation, args, timeoutMs) => this.#call(target, operation, args, timeoutMs),
      close: async () => {},
    };
  }

  /** Rejections that came when their call was over already. */
  notes(): string {
    const notes = this.#notes;
    this.#notes = '';
    return notes;
  }

  async stop(): Promise<void> {
    this.#unwatch?.();
    this.#unwatch = undefined;
  }

  async #call<Name extends OperationName>(
    target: Target,
    operation: Name,
    args: ArgumentsOf<Name>,
    timeoutMs: number,
  ): Promise<Said<ResultOf<Name>>> {
    const work = this.#client[operation] as ClientFunction<Name> | undefined;
    if (!work) return { kind: 'unsupported' };
    const controller = new AbortController();
    let crash: (said: Said<never>) => void = () => {};
    const stray = new Promise<Said<never>>((resolve) => {
      crash = resolve;
    });
    const said = withStrayErrors(
      (how) => {
        this.#notes += `${how}\n`;
        crash({ kind: 'crashed', how });
      },
      async () => work.call(this.#client, target, args, controller.signal),
    ).then(
      (value) => accepted(operation, value),
      (reason: unknown) => failure(operation, reason),
    );
    // Node tells of a stray rejection only after everything else that was due.
    const first = await within(Promise.race([stray, said.finally(() => setImmediate())]), timeoutMs);
    if (first !== LATE) return first;
    controller.abort(new DOMException(`${operation} took longer than ${timeoutMs} ms`, 'TimeoutError'));
    // What it says now comes too late, but whoever tidies up may do so before the next call.
    await within(Promise.allSettled([said]), GRACE_MS);
    return { kind: 'timed-out', afterMs: timeoutMs };
  }
}

/** @throws AdapterError when it is no result of the operation */
function accepted<Name extends OperationName>(operation: Name, value: unknown): Said<ResultOf<Name>> {
  // A function that has nothing to tell returns nothing.
  const result = value === undefined ? {} : value;
  const problem = problemOfResult(operation, result);
  if (problem === undefined) return { kind: 'ok', result: result as ResultOf<Name> };
  throw new AdapterError(
    `What ${operation} returned is no result of it: ${problem}\nReturn an object such as ${resultExample(operation)}`,
  );
}

function failure(operation: OperationName, reason: unknown): Said<never> {
  if (!(reason instanceof Error))
    return { kind: 'crashed', how: `${operation} threw ${shortened(String(reason))}, which is no Error.` };
  const { handle } = reason as { readonly handle?: unknown };
  const { name: kind, message } = reason;
  return {
    kind: 'error',
    error: { kind, message, handle: typeof handle === 'string' ? handle : undefined },
  };
}
