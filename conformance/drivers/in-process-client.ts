import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import { didYouMean, nearestName } from '../../mock-server/schemas/nearest-name.js';
import { OptionsError } from '../../mock-server/schemas/read-options.js';
import { beforeDeadline, LATE } from '../deadline.js';
import { checkArguments, functionLike, type Given } from '../option-schemas.js';
import {
  AdapterError,
  type ArgumentsOf,
  type ClientInfo,
  type ClientOutcome,
  type ClientSession,
  type ClientUnderTest,
  OPERATIONS,
  type OperationName,
  type ResultOf,
  type Target,
} from './client-under-test.js';
import { FACTS, GRACE_MS } from './options.js';
import { problemOfResult, resultExample, shortened } from './read-message.js';
import { watchStrayErrors, withStrayErrors } from './stray-errors.js';

/**
 * One operation. An `Error` that it throws is a failure that the client reports: its `name` is the kind, and a `handle`
 * of it, a text or what JSON can hold, is what `resume` can go on with; it is given as a text. The signal aborts when the time of the call is over.
 */
export type ClientFunction<Name extends OperationName> = (
  target: Target,
  args: ArgumentsOf<Name>,
  signal: AbortSignal,
) => Promise<ResultOf<Name>>;

/** A client as an object: what is there besides `upload` is what it can do. */
export type ClientObject = Given<typeof FACTS> & { readonly upload: ClientFunction<'upload'> } & {
  readonly [Name in Exclude<OperationName, 'upload'>]?: ClientFunction<Name>;
};

// A client may be an object of any class, with more in it.
const ARGUMENTS = {
  client: v.object(
    { ...FACTS, ...Object.fromEntries(OPERATIONS.map((name) => [name, functionLike()])) },
    'must be an object with a function upload',
  ),
};

/** How long what the client has still under way is waited for when it is stopped, in milliseconds. */
const LINGERING_MS = 20;
/** For how long after that its stray errors end nothing else in this process, in milliseconds. */
const AFTERMATH_MS = 5_000;

/** A client in this process. An unhandled rejection or exception of it counts as a crash. */
export function inProcessClient(client: ClientObject): ClientUnderTest {
  checkArguments('inProcessClient', { client }, ARGUMENTS);
  for (const key of Object.keys(client)) refuseMisspelt(client, key);
  return new InProcessClient(client);
}

/** What is there under a name that is nearly one of those that are not may be meant for it. @throws OptionsError */
function refuseMisspelt(client: ClientObject, key: string): void {
  const known = [...Object.keys(FACTS), ...OPERATIONS];
  const lacking = known.filter((name) => Reflect.get(client, name) === undefined);
  if (known.includes(key) || nearestName(key, lacking) === undefined) return;
  throw new OptionsError(
    'inProcessClient',
    key,
    `is no operation and no fact of a client${didYouMean(key, lacking)}`,
  );
}

class InProcessClient implements ClientUnderTest {
  readonly #client: ClientObject;
  #unwatch: (() => void) | undefined;
  #notes = '';
  /** A crash that no call has reported yet. */
  #crash: string | undefined;
  #stopped = false;

  constructor(client: ClientObject) {
    this.#client = client;
  }

  async start(): Promise<ClientInfo> {
    const { name = 'client', version, concurrency = 4, rootOnly, upload } = this.#client;
    if (typeof upload !== 'function')
      throw new AdapterError(
        'The client has no function upload. Give an object such as { upload: async (target, { file, name, dirId }, signal) => ({ fileId }) }',
      );
    this.#watch();
    const operations = OPERATIONS.filter((operation) => this.#client[operation] !== undefined);
    return { name, version, operations, concurrency, rootOnly };
  }

  async open(target: Target): Promise<ClientSession> {
    this.#watch();
    return {
      call: (operation, args, timeoutMs) => this.#call(target, operation, args, timeoutMs),
      close: async () => {},
    };
  }

  /** Stray errors that came when their call was over already. */
  notes(): string {
    const notes = this.#notes;
    this.#notes = '';
    return notes;
  }

  crash(): string | undefined {
    const crash = this.#crash;
    this.#crash = undefined;
    return crash;
  }

  async stop(): Promise<void> {
    if (this.#stopped || !this.#unwatch) return;
    await delay(LINGERING_MS);
    this.#stopped = true;
    setTimeout(this.#unwatch, AFTERMATH_MS).unref();
    this.#unwatch = undefined;
  }

  #watch(): void {
    this.#stopped = false;
    this.#unwatch ??= watchStrayErrors();
  }

  /** @param isReported whether the call that it came from has failed already */
  #hearLate(operation: OperationName, how: string, isReported: boolean): void {
    if (this.#stopped) {
      process.emitWarning(`The client under test was stopped, and then: ${how}`, 'ConformanceWarning');
      return;
    }
    this.#notes += `${how}\n`;
    if (!isReported) this.#crash ??= `After ${operation} had returned: ${how}`;
  }

  async #call<Name extends OperationName>(
    target: Target,
    operation: Name,
    args: ArgumentsOf<Name>,
    timeoutMs: number,
  ): Promise<ClientOutcome<ResultOf<Name>>> {
    const work = this.#client[operation] as ClientFunction<Name> | undefined;
    if (!work) return { kind: 'unsupported' };
    const early = this.crash();
    if (early !== undefined) return { kind: 'crashed', how: `It crashed before this call. ${early}` };
    const controller = new AbortController();
    let crash: (said: ClientOutcome<never>) => void = () => {};
    const stray = new Promise<ClientOutcome<never>>((resolve) => {
      crash = resolve;
    });
    let first: ClientOutcome<ResultOf<Name>> | typeof LATE | undefined;
    const said = withStrayErrors(
      (how) => {
        if (first === undefined) crash({ kind: 'crashed', how });
        else this.#hearLate(operation, how, first === LATE || first.kind === 'crashed');
      },
      async () => work.call(this.#client, target, args, controller.signal),
    ).then(
      (value) => accepted(operation, value),
      (reason: unknown) => failure(operation, reason),
    );
    // Node reports a stray error only after everything else that was due.
    const outcome = await beforeDeadline(
      Promise.race([stray, said.finally(() => setImmediate())]),
      timeoutMs,
    );
    first = outcome;
    if (outcome !== LATE) return outcome;
    controller.abort(new DOMException(`${operation} took longer than ${timeoutMs} ms`, 'TimeoutError'));
    // Its result comes too late now, but it may tidy up before the next call.
    await beforeDeadline(Promise.allSettled([said]), GRACE_MS);
    return { kind: 'timed-out', afterMs: timeoutMs };
  }
}

/** @throws AdapterError when it is no result of the operation */
function accepted<Name extends OperationName>(
  operation: Name,
  value: unknown,
): ClientOutcome<ResultOf<Name>> {
  // A function that has nothing to tell returns nothing.
  const result = value === undefined ? {} : value;
  const problem = problemOfResult(operation, result);
  if (problem === undefined) return { kind: 'ok', result: result as ResultOf<Name> };
  throw new AdapterError(
    `What ${operation} returned is no result of it: ${problem}\nReturn an object such as ${resultExample(operation)}`,
  );
}

function failure(operation: OperationName, reason: unknown): ClientOutcome<never> {
  if (!(reason instanceof Error))
    return { kind: 'crashed', how: `${operation} threw ${shortened(String(reason))}, which is no Error.` };
  const { handle } = reason as { readonly handle?: unknown };
  const { name: kind, message } = reason;
  return { kind: 'error', error: { kind, message, handle: handleText(operation, handle) } };
}

/** @throws AdapterError when nothing could go on with it in another process */
function handleText(operation: OperationName, handle: unknown): string | undefined {
  if (handle === undefined || typeof handle === 'string') return handle;
  try {
    return JSON.stringify(handle);
  } catch (error) {
    throw new AdapterError(
      `The handle of the Error that ${operation} threw is no JSON: ${error instanceof Error ? error.message : error}. Give a text, or an object of texts, numbers and lists.`,
    );
  }
}
