import {
  type AdapterError,
  type ClientOutcome,
  OPERATIONS,
  type OperationName,
} from './client-under-test.js';
import type { Reply } from './protocol.js';
import { EXAMPLES, type Line, readResult, wrong } from './read-message.js';

/** What a reply, or the end of the process, makes of a call. */
export type ReplyOutcome = Exclude<ClientOutcome, { readonly kind: 'timed-out' }>;

/** A call under way. */
export interface Call {
  readonly id: string;
  /** Rejects with an AdapterError when what comes is no answer. */
  readonly outcome: Promise<ReplyOutcome>;
}

interface Pending {
  readonly operation: string;
  readonly resolve: (outcome: ReplyOutcome) => void;
  readonly reject: (error: AdapterError) => void;
}

/** The calls under way in one process, and the replies that belong to them. */
export class PendingCalls {
  readonly #pending = new Map<string, Pending>();
  /** The line that answered each call. */
  readonly #answered = new Map<string, number>();
  /** Their time is over: no caller waits for the reply, which may still come. */
  readonly #abandoned = new Set<string>();
  #issued = 0;

  /** How many replies are awaited. */
  get awaited(): number {
    return this.#pending.size - this.#abandoned.size;
  }

  begin(operation: string): Call {
    const id = `c${++this.#issued}`;
    const outcome = new Promise<ReplyOutcome>((resolve, reject) => {
      this.#pending.set(id, { operation, resolve, reject });
    });
    // The caller sees the error. Without a caller, it must not be an unhandled one.
    outcome.catch(() => undefined);
    return { id, outcome };
  }

  abandon(id: string): void {
    if (this.#pending.has(id)) this.#abandoned.add(id);
  }

  /** @throws AdapterError when the reply belongs to no call, or its result is none of the operation */
  answer(reply: Reply, line: Line): void {
    const pending = this.#pending.get(reply.id);
    if (!pending) throw this.#stray(reply.id, line);
    const outcome = outcomeOf(reply, pending.operation, line);
    this.#pending.delete(reply.id);
    this.#abandoned.delete(reply.id);
    this.#answered.set(reply.id, line.number);
    pending.resolve(outcome);
  }

  /** None of them will be answered, since the process is no more. */
  crash(how: (operation: string) => string): void {
    this.#end(({ operation, resolve }) => resolve({ kind: 'crashed', how: how(operation) }));
  }

  /** None of them will be answered, since what comes cannot be understood. */
  fail(error: AdapterError): void {
    this.#end(({ reject }) => reject(error));
  }

  #end(how: (pending: Pending) => void): void {
    for (const pending of this.#pending.values()) how(pending);
    this.#pending.clear();
    this.#abandoned.clear();
  }

  #stray(id: string, line: Line): AdapterError {
    const before = this.#answered.get(id);
    if (before !== undefined)
      return wrong(line, `answers the call ${id} again, as line ${before} did.`, 'Answer each call once.');
    const ids = [...this.#pending.keys()].join(', ') || 'none';
    return wrong(
      line,
      `answers a call that the kit did not make: ${JSON.stringify(id)}.`,
      `Echo the id of the call; under way: ${ids}.`,
    );
  }
}

function outcomeOf(reply: Reply, operation: string, line: Line): ReplyOutcome {
  switch (reply.type) {
    case 'unsupported':
      return { kind: 'unsupported' };
    case 'error': {
      const { kind, message, handle } = reply;
      return { kind: 'error', error: { kind, message, handle } };
    }
    case 'ok':
      if (!isKnown(operation))
        throw wrong(
          line,
          `says that ${operation} is done, which is no operation.`,
          `Send instead ${EXAMPLES.unsupported.replace('c1', reply.id)}`,
        );
      return { kind: 'ok', result: readResult(operation, reply.result, line, reply.id) };
  }
}

const isKnown = (operation: string): operation is OperationName =>
  (OPERATIONS as readonly string[]).includes(operation);
