import { basename } from 'node:path';
import * as v from 'valibot';
import { strictTable } from '../../mock-server/schemas/input-schemas.js';
import { beforeDeadline, LATE } from '../deadline.js';
import { checkArguments } from '../option-schemas.js';
import { ClientProcess, describeEnding, type Ending, MOST_NOISE } from './client-process.js';
import {
  AdapterError,
  type ArgumentsOf,
  type ClientInfo,
  type ClientOutcome,
  type ClientSession,
  type ClientUnderTest,
  type OperationName,
  type ResultOf,
  type Target,
} from './client-under-test.js';
import { CommandTemplate } from './command-template.js';
import { Notes } from './notes.js';
import { EXEC, type ExecOptions, GRACE_MS } from './options.js';
import { shortened } from './read-message.js';
import { isArgument, isNameOfFile, underName } from './uploaded-file.js';

const ARGUMENTS = {
  template: v.string('must be a text such as php upload.php {wsdl} {login} {password} {file}'),
  options: strictTable(EXEC),
};

/**
 * A client that is a command, run once for each upload. Exit code 0 means that the file is uploaded; any other below 128,
 * that the client reports a failure; from 128 on, or a signal, that it crashed. Without `{name}` the file that it gets is
 * named as it is to be named in the account; without `{dirId}` it uploads to the root alone.
 *
 * @param template such as `php upload.php {wsdl} {login} {password} {file}`; split into words like a shell does, and not
 * run by one
 */
export function execClient(template: string, options: ExecOptions = {}): ClientUnderTest {
  checkArguments('execClient', { template, options }, ARGUMENTS);
  return new ExecClient(template, options);
}

/** What the processes of one account printed. */
interface Streams {
  readonly stdout: Notes;
  readonly stderr: Notes;
  /** How the last one ended. */
  exit: string;
}

/** Bytes of a stream that are kept for each account. */
const MOST_PRINTED = 4096;

/** What an exit code means here: many programs end with 0 after a failure, such as PHP after die("..."). */
function exitText(ending: Ending | typeof LATE): string {
  if (ending === LATE) return 'it did not end in time';
  const { code } = ending;
  if (code === 0) return 'the program ended with 0, which means success; end with 1 to 127 after a failure';
  return code !== null && code < 128
    ? `the program ended with ${code}, which reports a failure`
    : `it ${describeEnding(ending)}`;
}

class ExecClient implements ClientUnderTest {
  readonly #text: string;
  readonly #options: ExecOptions;
  readonly #notes = new Notes();
  readonly #running = new Set<ClientProcess>();

  constructor(template: string, options: ExecOptions) {
    this.#text = template;
    this.#options = options;
  }

  async start(): Promise<ClientInfo> {
    const template = new CommandTemplate(this.#text);
    const { name = basename(template.program), concurrency = 4 } = this.#options;
    return { name, operations: ['upload'], concurrency, rootOnly: !template.has('dirId') };
  }

  async open(target: Target): Promise<ClientSession> {
    const template = new CommandTemplate(this.#text);
    const printed = { stdout: new Notes(MOST_PRINTED), stderr: new Notes(MOST_PRINTED), exit: '' };
    return {
      call: <Name extends OperationName>(operation: Name, args: ArgumentsOf<Name>, timeoutMs: number) =>
        (operation === 'upload'
          ? this.#upload(template, target, args as ArgumentsOf<'upload'>, timeoutMs, printed)
          : Promise.resolve({ kind: 'unsupported' })) as Promise<ClientOutcome<ResultOf<Name>>>,
      printed: () => ({ stdout: printed.stdout.take(), stderr: printed.stderr.take(), exit: printed.exit }),
      close: async () => {},
    };
  }

  notes(): string {
    return this.#notes.take();
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#running].map((each) => each.terminate(this.#options.graceMs ?? GRACE_MS)));
  }

  async #upload(
    template: CommandTemplate,
    { way, ...target }: Target,
    args: ArgumentsOf<'upload'>,
    timeoutMs: number,
    printed: Streams,
  ): Promise<ClientOutcome<ResultOf<'upload'>>> {
    const takesName = template.has('name');
    const isPossible = takesName ? isArgument(args.name) : isNameOfFile(args.name);
    if (!isPossible || (args.dirId !== '-1' && !template.has('dirId'))) return { kind: 'unsupported' };
    const run = (words: readonly string[]) => this.#run(words, timeoutMs, printed, way?.env);
    if (takesName) return run(template.fill({ ...target, ...args }));
    const { path, remove } = await underName(args.file, args.name);
    try {
      return await run(template.fill({ ...target, ...args, file: path }));
    } finally {
      await remove();
    }
  }

  async #run(
    command: readonly string[],
    timeoutMs: number,
    printed: Streams,
    variables: ExecOptions['env'],
  ): Promise<ClientOutcome<ResultOf<'upload'>>> {
    const errors = new Notes();
    const output = new Notes();
    let noise = 0;
    const options = { ...this.#options, env: { ...this.#options.env, ...variables } };
    const endure = (bytes: number): void => {
      noise += bytes;
      if (noise > MOST_NOISE) child.signal('SIGKILL');
    };
    const child = await ClientProcess.start(command, options, errors, {
      output: (piece) => {
        output.add(piece);
        endure(piece.length);
      },
      noise: endure,
    });
    this.#running.add(child);
    child.endInput();
    const ending = await beforeDeadline(child.ended, timeoutMs);
    if (ending === LATE) await child.terminate(this.#options.graceMs ?? GRACE_MS);
    this.#running.delete(child);
    if (noise > MOST_NOISE)
      throw new AdapterError(
        `The command wrote more than ${MOST_NOISE} bytes to its output, and was ended.\nIts output ends with: ${shortened(output.lastLines() || errors.lastLines())}`,
      );
    const said = ending === LATE ? undefined : saidBy(ending, errors.lastLines() || output.lastLines());
    const [err, out] = [Buffer.from(errors.take()), Buffer.from(output.take())];
    printed.stderr.add(err);
    printed.stdout.add(out);
    printed.exit = exitText(ending);
    this.#notes.add(Buffer.concat([err, out]));
    return said ?? { kind: 'timed-out', afterMs: timeoutMs };
  }
}

function saidBy(ending: Ending, words: string): ClientOutcome<ResultOf<'upload'>> {
  const { code, signal } = ending;
  if (code === 0) return { kind: 'ok', result: {} };
  // A shell says with a code from 128 on that a signal ended what it ran.
  if (signal !== null || code === null || code >= 128)
    return {
      kind: 'crashed',
      how: `It ${describeEnding(ending)}.${words === '' ? '' : ` Last words: ${words}`}`,
    };
  return { kind: 'error', error: { kind: `exit ${code}`, message: words } };
}
