import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { here, JAXWS } from '../../clients/adapters.js';
import { isPresent, madeClient } from '../../clients/testing/made-client.js';
import { clientOf } from './changed-client.js';
import { JAVA_MUTANTS } from './java-mutants.js';
import { JAVA_VARIANTS } from './java-variants.js';
import { changedSources } from './language-mutant.js';
import { LANGUAGES } from './languages.js';

const language = LANGUAGES.find(({ name }) => name === 'java');
if (!language) throw new Error('there is no Java');
const client = clientOf(language);
const isThere = await isPresent(client);

/** A compiler takes a second to start, and then a thousand files: each copy is a package. */
test(`what comes of each is a program${isThere ? '' : ` (skipped: install ${client.packages})`}`, async () => {
  if (!isThere) return;
  const folder = await mkdtemp(join(tmpdir(), '4shared-testkit-mutants-'));
  try {
    const texts = await Promise.all(client.sources.map((source) => readFile(here(source), 'utf8')));
    const paths: string[] = [];
    for (const [i, change] of [...JAVA_MUTANTS, ...JAVA_VARIANTS].entries()) {
      await mkdir(join(folder, `m${i}`));
      for (const [at, text] of changedSources(texts, change).entries()) {
        const path = join(folder, `m${i}`, basename(client.sources[at] ?? ''));
        await writeFile(path, `package m${i}; ${text}`);
        paths.push(path);
      }
    }
    const made = await madeClient(client);
    const quick = [
      '-J-XX:+UseSerialGC',
      '-J-XX:TieredStopAtLevel=1',
      '-nowarn',
      '-proc:none',
      '-encoding',
      'UTF-8',
    ];
    const javac = promisify(execFile)('javac', [...quick, '-cp', `${made}:${JAXWS}`, '-d', folder, ...paths]);
    await expect(javac).resolves.toBeDefined();
  } finally {
    await rm(folder, { recursive: true });
  }
});
