import * as v from 'valibot';
import { strictTable } from '../../mock-server/schemas/input-schemas.js';
import { beforeDeadline, LATE } from '../deadline.js';
import { checkArguments } from '../option-schemas.js';
import type {
  ArgumentsOf,
  ClientInfo,
  ClientOutcome,
  ClientSession,
  ClientUnderTest,
  OperationName,
  ResultOf,
  Target,
} from './client-under-test.js';
import { Notes } from './notes.js';
import { GRACE_MS, STDIO, type StdioOptions } from './options.js';
import { StdioPeer } from './stdio-peer.js';

const COMMAND = 'must be a list: the program and its arguments';

const ARGUMENTS = {
  command: v.pipe(v.array(v.string('must be a text'), COMMAND), v.minLength(1, COMMAND)),
  options: strictTable(STDIO),
};

/**
 * A client that is one long-lived process and speaks JSON lines; see README.md beside this file. After a crash the next
 * `open` starts it again.
 *
 * @param command program and arguments, not read by a shell
 */
export function stdioClient(command: readonly string[], options: StdioOptions = {}): ClientUnderTest {
  checkArguments('stdioClient', { command, options }, ARGUMENTS);
  return new StdioClient(command, options);
}

/** The longest time that goes into a message: some four weeks. */
const FOR_EVER_MS = 2_147_483_647;

class StdioClient implements ClientUnderTest {
  readonly #command: readonly string[];
  readonly #options: StdioOptions;
  readonly #notes = new Notes();
  #current: Promise<StdioPeer> | undefined;
  /** Processes that did not stop a cancelled call, and have other calls to end. */
  readonly #retired = new Set<StdioPeer>();
  #sessions = 0;

  constructor(command: readonly string[], options: StdioOptions) {
    this.#command = command;
    this.#options = options;
  }

  async start(): Promise<ClientInfo> {
    const { name, version, operations, concurrency, rootOnly } = (await this.#peer()).hello;
    return { name, version, operations, concurrency, rootOnly };
  }

  async open({ wsdl, soap, login, password, way }: Target): Promise<ClientSession> {
    const peer = await this.#peer();
    const session = `s${++this.#sessions}`;
    const reach = way && { proxy: way.proxy, ca: way.ca };
    peer.send({ type: 'open', session, wsdl, soap, login, password, ...reach });
    return {
      call: (operation, args, timeoutMs) => this.#call(peer, session, operation, args, timeoutMs),
      close: async () => {
        peer.send({ type: 'close', session });
        // Requests of a process that hangs would count for the next case of its lane.
        if (way && this.#retired.has(peer)) await peer.ended;
      },
    };
  }

  notes(): string {
    return this.#notes.take();
  }

  async stop(): Promise<void> {
    const current = this.#current;
    this.#current = undefined;
    // One that did not start has said so already.
    const peer = await current?.catch(() => undefined);
    await Promise.all([...this.#retired, ...(peer ? [peer] : [])].map((each) => each.stop()));
  }

  /** The process to go on with: a new one when there is none, or the last one has ended. */
  #peer(): Promise<StdioPeer> {
    const start = (): Promise<StdioPeer> => StdioPeer.start(this.#command, this.#options, this.#notes);
    const goOn = async (peer: StdioPeer): Promise<StdioPeer> => {
      const untold = peer.takeFault();
      if (untold) throw untold;
      return peer.usable ? peer : start();
    };
    this.#current = this.#current?.then(goOn, start) ?? start();
    return this.#current;
  }

  async #call<Name extends OperationName>(
    peer: StdioPeer,
    session: string,
    operation: Name,
    args: ArgumentsOf<Name>,
    timeoutMs: number,
  ): Promise<ClientOutcome<ResultOf<Name>>> {
    const call = peer.call(session, operation, args, Math.min(timeoutMs, FOR_EVER_MS));
    const said = await beforeDeadline(call.outcome, timeoutMs);
    if (said !== LATE) return said as ClientOutcome<ResultOf<Name>>;
    peer.cancel(call.id);
    const stopped = await beforeDeadline(call.outcome, this.#options.graceMs ?? GRACE_MS);
    if (stopped === LATE) this.#retire(peer);
    return { kind: 'timed-out', afterMs: timeoutMs };
  }

  /** It hangs in a call: no other session is opened in it, and it ends with the last call that it still may answer. */
  #retire(peer: StdioPeer): void {
    this.#retired.add(peer);
    void peer.ended.then(() => this.#retired.delete(peer));
    peer.retire();
  }
}
