import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { TokenError, type Tokens } from './token-packing.js';

/** A file of failures that cannot be read or written. The message says what to do. */
export class FailuresFileError extends Error {
  override readonly name = 'FailuresFileError';
}

const FORMAT = '4shared-testkit failing cases';
/** Of one requirement. The newest are kept. */
const KEPT = 3;

// `client` is how whatever failed is reached, a server's address as well.
const entrySchema = v.strictObject({ client: v.string(), requirement: v.string(), token: v.string() });
const fileSchema = v.strictObject({ format: v.literal(FORMAT), failures: v.array(entrySchema) });

type Entry = v.InferOutput<typeof entrySchema>;

/** The cases that failed, from one run to the next. Those of other clients and servers in the same file stay as they are. */
export class FailuresFile<Case> {
  readonly #path: string;
  readonly #reached: string;
  readonly #tokens: Tokens<Case>;
  #entries: readonly Entry[];
  #changed = false;

  private constructor(path: string, reached: string, tokens: Tokens<Case>, entries: readonly Entry[]) {
    this.#path = path;
    this.#reached = reached;
    this.#tokens = tokens;
    this.#entries = entries;
  }

  /**
   * A file that does not exist is an empty one.
   * @param reached how the client or server is reached: what one fails, another one may pass
   * @param tokens of its kind of cases
   * @throws FailuresFileError
   */
  static async read<Case>(path: string, reached: string, tokens: Tokens<Case>): Promise<FailuresFile<Case>> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new FailuresFileError(`${path} could not be read: ${error.message}`, { cause: error });
    });
    return new FailuresFile(path, reached, tokens, text === undefined ? [] : parse(path, text));
  }

  /** The cases to run first, by id of the requirement. Tokens of another version of the kit, or of another kind, are left out. */
  cases(): ReadonlyMap<string, readonly Case[]> {
    const cases = new Map<string, Case[]>();
    for (const entry of this.#entries.filter((each) => each.client === this.#reached)) {
      const situation = readable(this.#tokens, entry.token);
      if (situation) cases.set(entry.requirement, [...(cases.get(entry.requirement) ?? []), situation]);
    }
    return cases;
  }

  /** Keeps a case that failed, before those that failed earlier. */
  failed(requirement: string, token: string): void {
    const entry = { client: this.#reached, requirement, token };
    const kept = this.#entries.filter((each) => this.#isOwn(each, requirement) && each.token !== token);
    this.#entries = [
      ...this.#entries.filter((each) => !this.#isOwn(each, requirement)),
      ...[entry, ...kept].slice(0, KEPT),
    ];
    this.#changed = true;
  }

  /** Forgets a case that does not fail any more, if it was kept. */
  passed(requirement: string, situation: Case): void {
    if (!this.#entries.some((each) => this.#isOwn(each, requirement))) return;
    const token = this.#tokens.write({ requirement, case: situation });
    const kept = this.#entries.filter((each) => !this.#isOwn(each, requirement) || each.token !== token);
    this.#changed ||= kept.length < this.#entries.length;
    this.#entries = kept;
  }

  #isOwn(entry: Entry, requirement: string): boolean {
    return entry.client === this.#reached && entry.requirement === requirement;
  }

  /** Writes the file in one step, so that no other run reads half of it. @throws FailuresFileError */
  async save(): Promise<void> {
    if (!this.#changed) return;
    const text = `${JSON.stringify({ format: FORMAT, failures: this.#entries }, null, 2)}\n`;
    const draft = `${this.#path}.${process.pid}`;
    try {
      await mkdir(dirname(this.#path), { recursive: true });
      await writeFile(draft, text);
      await rename(draft, this.#path);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new FailuresFileError(`${this.#path} could not be written: ${reason}`, { cause: error });
    }
  }
}

function parse(path: string, text: string): readonly Entry[] {
  const refuse = (reason: string): FailuresFileError =>
    new FailuresFileError(
      `${path} is no file of failing cases (${reason}). Remove it, or choose another one.`,
    );
  try {
    const read = v.safeParse(fileSchema, JSON.parse(text));
    if (read.success) return read.output.failures;
    const [issue] = read.issues;
    throw refuse(`${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  } catch (error) {
    throw error instanceof SyntaxError ? refuse(error.message) : error;
  }
}

function readable<Case>(tokens: Tokens<Case>, token: string): Case | undefined {
  try {
    return tokens.read(token).case;
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
