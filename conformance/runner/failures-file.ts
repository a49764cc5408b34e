import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import type { ConformanceCase } from '../scenarios/case.js';
import { readToken, TokenError } from './token.js';

/** A file of failures that cannot be read or written. The message says what to do. */
export class FailuresFileError extends Error {
  override readonly name = 'FailuresFileError';
}

const FORMAT = '4shared-testkit failing cases';
/** Of one requirement. The newest are kept. */
const KEPT = 3;

const entrySchema = v.strictObject({ client: v.string(), requirement: v.string(), token: v.string() });
const fileSchema = v.strictObject({ format: v.literal(FORMAT), failures: v.array(entrySchema) });

type Entry = v.InferOutput<typeof entrySchema>;

/** The cases that failed, from one run to the next. Cases of other clients in the same file stay as they are. */
export class FailuresFile {
  readonly #path: string;
  readonly #client: string;
  #entries: readonly Entry[];
  #changed = false;

  private constructor(path: string, client: string, entries: readonly Entry[]) {
    this.#path = path;
    this.#client = client;
    this.#entries = entries;
  }

  /**
   * A file that does not exist is an empty one.
   * @param client how the client is reached: what one client fails, another one may pass
   * @throws FailuresFileError
   */
  static async read(path: string, client: string): Promise<FailuresFile> {
    const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined;
      throw new FailuresFileError(`${path} could not be read: ${error.message}`, { cause: error });
    });
    return new FailuresFile(path, client, text === undefined ? [] : parse(path, text));
  }

  /** The cases to run first, by id of the requirement. Tokens of another version of the kit are left out. */
  cases(): ReadonlyMap<string, readonly ConformanceCase[]> {
    const cases = new Map<string, ConformanceCase[]>();
    for (const entry of this.#entries.filter((each) => each.client === this.#client)) {
      const situation = readable(entry.token);
      if (situation) cases.set(entry.requirement, [...(cases.get(entry.requirement) ?? []), situation]);
    }
    return cases;
  }

  /** Puts the outcome of a requirement in place of what is known of it. @param token of the case that failed, if one did */
  note(requirement: string, token: string | undefined): void {
    const own = (entry: Entry): boolean =>
      entry.client === this.#client && entry.requirement === requirement;
    const former = token === undefined ? [] : this.#entries.filter(own).filter((each) => each.token !== token);
    const now = token === undefined ? [] : [{ client: this.#client, requirement, token }, ...former];
    this.#entries = [...this.#entries.filter((entry) => !own(entry)), ...now.slice(0, KEPT)];
    this.#changed = true;
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
    new FailuresFileError(`${path} is no file of failing cases (${reason}). Remove it, or choose another one.`);
  try {
    const read = v.safeParse(fileSchema, JSON.parse(text));
    if (read.success) return read.output.failures;
    const [issue] = read.issues;
    throw refuse(`${v.getDotPath(issue) ?? 'the whole'}: ${issue.message}`);
  } catch (error) {
    throw error instanceof SyntaxError ? refuse(error.message) : error;
  }
}

function readable(token: string): ConformanceCase | undefined {
  try {
    return readToken(token).case;
  } catch (error) {
    if (error instanceof TokenError) return undefined;
    throw error;
  }
}
