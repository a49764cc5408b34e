import type { Namespace } from '../../../mock-server/index.js';
import { beforeDeadline } from '../../deadline.js';
import {
  type ArgumentsOf,
  type ClientOutcome,
  type ClientSession,
  type OperationName,
  type ResultOf,
  GRACE_MS as STOPPING_MS,
} from '../../drivers/index.js';
import type { Observation, StepDetails } from '../requirement.js';
import type { CaseFile, CaseStep, ConformanceCase } from '../scenarios/case.js';
import { type CaseFiles, writtenFile } from './case-files.js';
import { homeOf } from './case-world.js';

interface ScriptOptions {
  readonly timeoutMs: number;
  readonly files: CaseFiles;
  readonly concurrency?: number;
}

type Outcomes = Pick<Observation, 'uploads' | 'steps'>;
type StepOutcome = Outcomes['steps'][number];

/**
 * How much longer than its time limit a driver may take to say that the client did not answer, in milliseconds. A driver gives
 * the client some time to stop, and no other case may come to it before that is over.
 */
const GRACE_MS = STOPPING_MS + 1_000;

/** A large file gets more time, as if no more than 2 MiB of it were sent in a second: a client on a busy machine is not faster. */
const BYTES_PER_MS = 2_097;

/** What a client is asked to do in one case, from the first upload to the last step, and what it said. */
export class CaseScript {
  readonly #uploads: Outcomes['uploads'][number][] = [];
  readonly #steps: StepOutcome[] = [];
  #over = false;

  constructor(
    private readonly testCase: ConformanceCase,
    private readonly session: ClientSession,
    private readonly namespace: Namespace,
    private readonly options: ScriptOptions,
  ) {}

  get said(): Outcomes {
    return { uploads: this.#uploads.toSorted((a, b) => a.file - b.file), steps: this.#steps };
  }

  /** Id of the folder of the case, -1 for the root. */
  get dirId(): string {
    const { testCase, namespace } = this;
    return testCase.folder === null ? '-1' : String(homeOf(namespace.world, testCase).id);
  }

  /** MD5 of each file, in hex. */
  digests(): Promise<string[]> {
    return Promise.all(this.testCase.files.map((file) => this.#digest(file)));
  }

  async run(): Promise<void> {
    const waiting = [...this.testCase.files.keys()].filter((index) => !this.#file(index).there);
    const lane = async (): Promise<void> => {
      for (let file = waiting.shift(); file !== undefined && !this.#over; file = waiting.shift())
        await this.#upload(file);
    };
    const lanes = this.testCase.atOnce ? (this.options.concurrency ?? 2) : 1;
    await Promise.all(Array.from({ length: lanes }, lane));
    for (const step of this.testCase.steps) if (!this.#over) await this.#step(step);
  }

  async #upload(file: number): Promise<void> {
    const said = await this.#call('upload', await this.#sending(file), this.#file(file).size / BYTES_PER_MS);
    this.#uploads.push({ file, said });
  }

  async #step(step: CaseStep): Promise<void> {
    const outcome = await this.#perform(step, this.namespace.journal.report().lastSeq + 1);
    if (outcome) this.#steps.push(outcome);
  }

  /** Undefined when the step cannot be: its file is not in the account. */
  async #perform(step: CaseStep, fromSeq: number): Promise<StepOutcome | undefined> {
    const outcome = (said: ClientOutcome, details: Omit<StepDetails, 'fromSeq'> = {}): StepOutcome => ({
      step,
      said,
      details: { fromSeq, ...details },
    });
    const { dirId } = this;
    switch (step.does) {
      case 'resume':
        return outcome(
          await this.#call(
            'resume',
            await this.#resuming(step.file),
            this.#file(step.file).size / BYTES_PER_MS,
          ),
        );
      case 'list':
        return outcome(await this.#call('list', { dirId }), { id: dirId });
      case 'space':
        return outcome(await this.#call('space', {}));
      case 'createFolder':
        return outcome(await this.#call('createFolder', { dirId, name: step.name }), { id: dirId });
      case 'delete': {
        const id = await this.#idOf(step.file);
        return id === undefined ? undefined : outcome(await this.#call('delete', { fileId: id }), { id });
      }
      case 'download': {
        const id = await this.#idOf(step.file);
        if (id === undefined) return undefined;
        const to = await this.options.files.freePath();
        const said = await this.#call('download', { fileId: id, to });
        return outcome(said, { id, written: await writtenFile(to) });
      }
    }
  }

  async #sending(index: number): Promise<ArgumentsOf<'upload'>> {
    const { path } = await this.options.files.get(this.#file(index));
    return { file: path, name: this.#file(index).name, dirId: this.dirId };
  }

  async #resuming(index: number): Promise<ArgumentsOf<'resume'>> {
    const said = this.#uploads.find(({ file }) => file === index)?.said;
    const handle = said?.kind === 'error' ? said.error.handle : undefined;
    return { ...(await this.#sending(index)), ...(handle !== undefined && { handle }) };
  }

  /** A driver that does not keep the time is a client that does not answer. */
  async #call<Name extends OperationName>(
    operation: Name,
    args: ArgumentsOf<Name>,
    moreMs = 0,
  ): Promise<ClientOutcome<ResultOf<Name>>> {
    const timeoutMs = this.options.timeoutMs + Math.floor(moreMs);
    const late = { kind: 'timed-out', afterMs: timeoutMs } as const;
    const said = await beforeDeadline(
      this.session.call(operation, args, timeoutMs),
      timeoutMs + GRACE_MS,
      late,
    );
    if (said.kind === 'timed-out' || said.kind === 'crashed') this.#over = true;
    return said;
  }

  #file(index: number): CaseFile {
    const file = this.testCase.files[index];
    if (!file) throw new RangeError(`The case has ${this.testCase.files.length} files, and no file ${index}`);
    return file;
  }

  async #digest(file: CaseFile): Promise<string> {
    if (!file.there) return (await this.options.files.get(file)).md5;
    return this.#held(file.name)[0]?.md5 ?? '';
  }

  async #idOf(index: number): Promise<string | undefined> {
    const digest = await this.#digest(this.#file(index));
    const found = this.#held(this.#file(index).name).find(({ md5 }) => md5 === digest);
    return found && String(found.id);
  }

  /** The files of a name in the folder of the case. */
  #held(name: string) {
    const home = homeOf(this.namespace.world, this.testCase);
    return home.children.named('file', name).filter((node) => node.kind === 'file');
  }
}
