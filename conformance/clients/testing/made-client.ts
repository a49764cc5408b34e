import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { AdaptedClient } from '../adapters.js';

const run = promisify(execFile);
const CACHE = resolve('node_modules/.cache/4shared-testkit/clients');

/** Whether all that a client needs is installed. */
export const isPresent = ({ probe: [program, ...args] }: AdaptedClient): Promise<boolean> =>
  run(program, args).then(
    () => true,
    () => false,
  );

/**
 * The folder where a client was made. It is made once for all test files, and anew when a file that it is made of changed.
 * @throws Error when one of its commands fails
 */
export async function madeClient({
  prepare,
}: {
  readonly prepare?: AdaptedClient['prepare'];
}): Promise<string> {
  if (!prepare) return CACHE;
  const folder = `${CACHE}/${await fingerprint(prepare('').flat())}`;
  if (existsSync(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const fresh = await mkdtemp(`${CACHE}/making-`);
  try {
    for (const [program, ...args] of prepare(fresh)) await run(program, args);
    await rename(fresh, folder);
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
  return folder;
}

/** Of the commands, and of what is in the files that they name. */
async function fingerprint(words: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const word of words) {
    hash.update(`${word}\n`);
    // A description goes on in its schema.
    for (const path of word.endsWith('.wsdl') ? [word, word.replace(/wsdl$/, 'xsd')] : [word])
      if (path.startsWith('/') && existsSync(path)) hash.update(await readFile(path));
  }
  return hash.digest('hex').slice(0, 16);
}
