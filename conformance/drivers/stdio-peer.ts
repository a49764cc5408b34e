import { beforeDeadline, LATE } from '../deadline.js';
import { KIT } from '../kit.js';
import { ClientProcess, describeEnding, MOST_NOISE } from './client-process.js';
import { AdapterError } from './client-under-test.js';
import { LineSplitter } from './line-splitter.js';
import type { Notes } from './notes.js';
import { GRACE_MS, type StdioOptions } from './options.js';
import { type Call, PendingCalls } from './pending-calls.js';
import { type Hello, type KitMessage, PROTOCOLS } from './protocol.js';
import { EXAMPLES, type Line, readMessage, shortened, wrong } from './read-message.js';

/** One process of a client, and the conversation with it. */
export class StdioPeer {
  readonly #options: StdioOptions;
  readonly #calls = new PendingCalls();
  readonly #lines: LineSplitter;
  readonly #notes: Notes;
  #process!: ClientProcess;
  #greet!: (hello: Hello) => void;
  #fault: AdapterError | undefined;
  #isReported = false;
  #end: string | undefined;
  #retired = false;
  #greeted: Hello | undefined;
  /** Empty lines, and bytes of error output, since the last message. */
  #empty = 0;
  #noise = 0;

  private constructor(options: StdioOptions, notes: Notes) {
    this.#options = options;
    this.#notes = notes;
    this.#lines = new LineSplitter(options.longestLine ?? LONGEST_LINE);
  }

  /**
   * Starts the process and waits for its hello.
   * @throws AdapterError when there is no such program, it ends, says something else, or nothing in time
   */
  static async start(command: readonly string[], options: StdioOptions, notes: Notes): Promise<StdioPeer> {
    const peer = new StdioPeer(options, notes);
    const hello = new Promise<Hello>((resolve) => {
      peer.#greet = resolve;
    });
    peer.#process = await ClientProcess.start(command, options, notes, {
      output: (piece) => peer.#listen(piece),
      noise: (bytes) => peer.#endure(bytes),
    });
    peer.#watch();
    const { helloMs = 30_000 } = options;
    peer.send({ type: 'hello', kit: KIT, protocols: [...PROTOCOLS] });
    const greeted = await beforeDeadline(Promise.race([hello, peer.#process.ended]), helloMs);
    if (peer.#greeted) return peer;
    peer.#process.signal('SIGKILL');
    if (peer.#fault) throw peer.#fault;
    throw new AdapterError(
      greeted === LATE
        ? `The client did not say hello within ${helloMs} ms.${peer.#errorOutput()}\nFirst of all, it reads a line from standard input and answers with a line such as ${EXAMPLES.hello}\nFlush the output after each line.`
        : `The client ${peer.#end} before it said hello.${peer.#errorOutput()}\nIt goes on until its standard input ends, and begins with a line such as ${EXAMPLES.hello}\nA command that uploads one file and ends needs no adapter: it is given with --exec.`,
    );
  }

  /** What the client said of itself. */
  get hello(): Hello {
    if (!this.#greeted) throw new Error('the client did not say hello yet');
    return this.#greeted;
  }

  /** A mistake of the adapter that no call has reported. The process is being ended then. */
  takeFault(): AdapterError | undefined {
    if (this.#isReported || !this.#fault) return undefined;
    this.#isReported = true;
    return this.#fault;
  }

  /** Whether it can be called. */
  get usable(): boolean {
    return !this.#fault && !this.#end && !this.#retired;
  }

  /** How the process ended, if it did, to follow `it`. */
  get end(): string | undefined {
    return this.#end;
  }

  /** Fulfilled when the process has ended. */
  get ended(): Promise<unknown> {
    return this.#process.ended;
  }

  send(message: KitMessage | Readonly<Record<string, unknown>>): void {
    if (!this.#fault && !this.#end) this.#process.write(`${JSON.stringify(message)}\n`);
  }

  /** @param operation may be one that there is not, to see what the client says to it */
  call(session: string, operation: string, args: object, deadlineMs: number): Call {
    const call = this.#calls.begin(operation);
    if (this.#fault) this.#fail(this.#fault);
    else if (this.#end) this.#calls.crash(() => `It ${this.#end} before this call.`);
    else this.send({ type: 'call', id: call.id, session, operation, arguments: args, deadlineMs });
    return call;
  }

  /** Tells it that the time of a call is over. Its reply may still come, and is passed over. */
  cancel(id: string): void {
    this.send({ type: 'cancel', id });
    this.#calls.abandon(id);
  }

  /** It is to end with the last awaited call. */
  retire(): void {
    this.#retired = true;
    this.#leaveWhenIdle();
  }

  /** Ends it the way that suits it: end of input, then SIGTERM, then SIGKILL. */
  async stop(): Promise<void> {
    this.endInput();
    const { graceMs = GRACE_MS } = this.#options;
    if ((await beforeDeadline(this.#process.ended, graceMs)) === LATE) await this.terminate();
  }

  endInput(): void {
    this.#process.endInput();
  }

  signal(signal: NodeJS.Signals): void {
    this.#process.signal(signal);
  }

  /** SIGTERM, then SIGKILL. */
  async terminate(): Promise<void> {
    await this.#process.terminate(this.#options.graceMs ?? GRACE_MS);
  }

  #endure(bytes: number): void {
    this.#noise += bytes;
    if (this.#noise <= MOST_NOISE || this.#fault) return;
    this.#accuse(
      new AdapterError(
        `The client wrote more than ${MOST_NOISE} bytes to its error output, and no message meanwhile.${this.#errorOutput()}\nError output is for notes; the newest 64 KiB are kept.`,
      ),
    );
  }

  #listen(piece: Uint8Array): void {
    if (this.#fault) return;
    try {
      for (const line of this.#lines.push(piece)) this.#take(line);
    } catch (error) {
      if (!(error instanceof AdapterError)) throw error;
      this.#accuse(error);
    }
  }

  #take(line: Line): void {
    // Nothing is wrong with an empty line.
    if (line.text.trim() === '') {
      if (++this.#empty <= MOST_EMPTY) return;
      throw new AdapterError(
        `The client printed more than ${MOST_EMPTY} empty lines in a row, up to line ${line.number}.\nA message is one line such as ${EXAMPLES.ok}, and nothing comes between.`,
      );
    }
    const message = readMessage(line);
    this.#empty = 0;
    this.#noise = 0;
    if (message.type === 'hello') this.#hear(message, line);
    else if (this.#greeted) {
      this.#calls.answer(message, line);
      this.#leaveWhenIdle();
    } else throw wrong(line, 'comes before hello.', `Say first who you are, such as ${EXAMPLES.hello}`);
  }

  #hear(hello: Hello, line: Line): void {
    if (this.#greeted) throw wrong(line, 'says hello again.', 'Say hello once, as the first line.');
    if (!PROTOCOLS.some((known) => known === hello.protocol))
      throw wrong(
        line,
        `speaks protocol ${hello.protocol}, and this kit ${PROTOCOLS.join(', ')}.`,
        'Choose one of those that the hello of the kit lists under protocols.',
      );
    this.#greeted = hello;
    this.#greet(hello);
  }

  /** From now on nothing that comes can be trusted to mean what it says. */
  #accuse(fault: AdapterError): void {
    this.#fault = fault;
    this.#fail(fault);
    this.#process.signal('SIGKILL');
  }

  #fail(fault: AdapterError): void {
    if (this.#calls.awaited > 0) this.#isReported = true;
    this.#calls.fail(fault);
  }

  #leaveWhenIdle(): void {
    if (this.#retired && this.#calls.awaited === 0) void this.terminate();
  }

  #watch(): void {
    void this.#process.ended.then((ending) => {
      this.#end = describeEnding(ending);
      const { unfinished } = this.#lines;
      const midst = unfinished === '' ? '' : ` It was in the midst of a line: ${shortened(unfinished)}`;
      this.#calls.crash((operation) => `It ${this.#end} while ${operation} was under way.${midst}`);
    });
    void this.#process.closedPipe.then(async (pipe) => {
      const ended = await beforeDeadline(this.#process.ended, this.#options.graceMs ?? GRACE_MS);
      if (ended !== LATE || this.#fault) return;
      this.#accuse(
        new AdapterError(
          `The client closed its standard ${pipe} and runs on.\nLeave both standard input and output open until the end.`,
        ),
      );
    });
  }

  #errorOutput(): string {
    const text = this.#notes.lastLines();
    return text === '' ? '' : `\nIts error output ends with: ${shortened(text)}`;
  }
}

const LONGEST_LINE = 1024 * 1024;
/** In a row. Some adapters print one after each message. */
const MOST_EMPTY = 1000;
