import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import * as v from 'valibot';
import { issuePath } from '../../../mock-server/schemas/path-text.js';
import { TokenError, type Tokens } from './token.js';

const FORMAT = '4shared-testkit failing cases';
/** Of one requirement. The newest are kept. */
const KEPT = 3;

// `client` is how the client or server is reached: a command, or an address.
const entrySchema = v.strictObject({ client: v.string(), requirement: v.string(), token: v.string() });
const fileSchema = v.strictObject({ format: v.literal(FORMAT), failures: v.array(entrySchema) });

type Entry = v.InferOutput<typeof entrySchema>;

/** Reports something to the user, as a sentence or two. */
type Remark = (text: string) => void;

/**
 * The cases that failed, from one run to the next. Those of other clients and servers in the same file stay as they are.
 * What is wrong with the file is remarked upon, and decides nothing: a run without it has the same verdict.
 */
export class FailuresFile<Case> {
  /** Undefined when nothing is to be written. */
  readonly #path: string | undefined;
  readonly #reached: string;
  readonly #tokens: Tokens<Case>;
  readonly #remark: Remark;
  #entries: readonly Entry[];
  #changed = false;

  private constructor(
    path: string | undefined,
    reached: string,
    tokens: Tokens<Case>,
    remark: Remark,
    entries: readonly Entry[],
  ) {
    this.#path = path;
    this.#reached = reached;
    this.#tokens = tokens;
    this.#remark = remark;
    this.#entries = entries;
  }

  /**
   * A file that does not exist is an empty one. A damaged one is put aside. One that cannot be read, or that is of another
   * kind, stays as it is.
   * @param reached how the client or server is reached: what one fails, another one may pass
   * @param tokens of its kind of cases
   */
  static async read<Case>(
    path: string,
    reached: string,
    tokens: Tokens<Case>,
    remark: Remark,
  ): Promise<FailuresFile<Case>> {
    const opened = (keep: boolean, entries: readonly Entry[] = []): FailuresFile<Case> =>
      new FailuresFile(keep ? path : undefined, reached, tokens, remark, entries);
    try {
      const { entries, damage, isOurs } = parse(await readFile(path, 'utf8'));
      if (damage === undefined) return opened(true, entries);
      if (isOurs) {
        const aside = `${path}.damaged-${new Date().toISOString().replace(/\W/g, '')}`;
        await rename(path, aside);
        remark(`${path} is damaged (${damage}). It is put aside as ${aside}, and this run begins a new one.`);
        return opened(true);
      }
      remark(
        `${path} is no file of failing cases (${damage}). Choose another one with --failures: this run keeps none.`,
      );
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return opened(true);
      remark(`${path} cannot be used: ${message}. This run keeps no failing cases.`);
    }
    return opened(false);
  }

  /** The cases to run first, by id of the requirement. Tokens of another version of the kit, or of another kind, are left out. */
  cases(): ReadonlyMap<string, readonly Case[]> {
    const cases = new Map<string, Case[]>();
    for (const entry of this.#entries.filter((each) => each.client === this.#reached)) {
      const testCase = readable(this.#tokens, entry.token);
      if (testCase) cases.set(entry.requirement, [...(cases.get(entry.requirement) ?? []), testCase]);
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
  passed(requirement: string, testCase: Case): void {
    if (!this.#entries.some((each) => this.#isOwn(each, requirement))) return;
    const token = this.#tokens.write({ requirement, case: testCase });
    const kept = this.#entries.filter((each) => !this.#isOwn(each, requirement) || each.token !== token);
    this.#changed ||= kept.length < this.#entries.length;
    this.#entries = kept;
  }

  #isOwn(entry: Entry, requirement: string): boolean {
    return entry.client === this.#reached && entry.requirement === requirement;
  }

  /** Writes the file in one step, so that no other run reads half of it. */
  async save(): Promise<void> {
    const path = this.#path;
    if (!this.#changed || path === undefined) return;
    const text = `${JSON.stringify({ format: FORMAT, failures: this.#entries }, null, 2)}\n`;
    const draft = `${path}.${process.pid}`;
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(draft, text);
      await rename(draft, path);
    } catch (error) {
      await rm(draft, { force: true }).catch(() => undefined);
      const reason = error instanceof Error ? error.message : String(error);
      this.#remark(`${path} could not be written: ${reason}. The failing cases of this run are not kept.`);
    }
  }
}

interface Parsed {
  readonly entries: readonly Entry[];
  /** What is wrong with it, if anything is. */
  readonly damage?: string;
  /** Whether it was such a file: JSON of another kind belongs to another program. */
  readonly isOurs: boolean;
}

function parse(text: string): Parsed {
  try {
    const read = v.safeParse(fileSchema, JSON.parse(text));
    if (read.success) return { entries: read.output.failures, isOurs: true };
    const [issue] = read.issues;
    const damage = `${issuePath(issue) || 'the whole'}: ${issue.message}`;
    return { entries: [], damage, isOurs: text.includes(FORMAT) };
  } catch (error) {
    return { entries: [], damage: error instanceof Error ? error.message : String(error), isOurs: true };
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
