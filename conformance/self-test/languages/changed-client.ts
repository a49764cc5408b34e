import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ADAPTED_CLIENTS, type AdaptedClient, here } from '../../clients/adapters.js';
import { type ClientUnderTest, execClient } from '../../drivers/index.js';
import { type Change, changedSources, type LanguageVariant } from './language-mutant.js';
import type { Language } from './languages.js';

const run = promisify(execFile);

/** The client of the kit that is written in a language. @throws RangeError when there is none */
export function clientOf({ name, client }: Language): AdaptedClient {
  const found = ADAPTED_CLIENTS.find((each) => each.name === client);
  if (!found) throw new RangeError(`The client of ${name}, "${client}", is not in adapters.ts.`);
  return found;
}

/** A copy of a client with a change. */
interface ChangedClient {
  readonly client: ClientUnderTest;
  /** Removes the copy. */
  remove(): Promise<void>;
}

/**
 * Copies the client of a language with a change, and makes it.
 * @throws RangeError when the change does not fit
 * @throws Error when what comes of it cannot be compiled
 */
export async function changedClient(
  language: Language,
  change: Change & Pick<LanguageVariant, 'exec'>,
): Promise<ChangedClient> {
  const { sources, prepare, reach } = clientOf(language);
  const texts = await Promise.all(sources.map((source) => readFile(here(source), 'utf8')));
  const changed = changedSources(texts, change);
  const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-mutant-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true });
  const at = (source: string): string => join(folder, 'sources', source);
  try {
    for (const [i, source] of sources.entries()) {
      await mkdir(dirname(at(source)), { recursive: true });
      await writeFile(at(source), changed[i] ?? '');
    }
    for (const [program, ...args] of prepare?.(folder, at) ?? []) await run(program, args);
    const [first = ''] = sources;
    const client =
      change.exec === undefined
        ? reach(folder, {}, at)
        : execClient(change.exec.replaceAll('{source}', at(first)));
    return { client, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}
