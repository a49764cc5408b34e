import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runConformance } from '../../client-suite/run-conformance.js';
import { BLOCKS } from '../../client-suite/scenarios/corners/dimensions.js';
import { here } from '../../clients/adapters.js';
import { isPresent } from '../../clients/testing/made-client.js';
import { changedClient, clientOf } from './changed-client.js';
import { changedSources } from './language-mutant.js';
import { LANGUAGES } from './languages.js';

// Some mutants are looked for here, by a part of a run; `npm run mutants -- --language` looks for all, by whole runs.

/** A mutant, the corners that show it, and the requirements that might be blamed. */
interface LookedFor {
  readonly what: string;
  readonly block: string;
  readonly related: readonly string[];
}

interface Checked {
  /** A command that fails when one of these files is no program. */
  readonly check: (paths: readonly string[]) => readonly string[];
  readonly lookedFor: readonly LookedFor[];
}

const UPLOADING = ['UP-18', 'UP-53', 'UP-54', 'UP-55', 'UP-27', 'UP-28', 'UP-12', 'UP-19', 'UP-32'];

/** php -l of PHP 8.2 looks at one file alone. */
const PARSED =
  'foreach (array_slice($argv, 1) as $path) token_get_all(file_get_contents($path), TOKEN_PARSE);';

const CHECKED: Readonly<Record<string, Checked>> = {
  python: {
    check: (paths) => ['python3', '-m', 'py_compile', ...paths],
    lookedFor: [
      { what: 'It cuts after 64 characters names.', block: 'uploads', related: UPLOADING },
      { what: 'It takes "ok" for success.', block: 'refusals', related: UPLOADING },
    ],
  },
  php: {
    check: (paths) => ['php', '-r', PARSED, '--', ...paths],
    lookedFor: [
      { what: 'It lists each name once.', block: 'listings', related: ['OP-02', 'OP-09', 'UP-53'] },
      { what: 'It takes "0" for success.', block: 'refusals', related: UPLOADING },
      {
        what: 'It takes blanks for success.',
        block: 'blanks of uploadFinishFile',
        related: ['UP-28', 'UP-31', 'UP-32', 'UP-56'],
      },
      // What it does wrong shows in a case only by what the cases before had.
      {
        what: 'It keeps the file id of the first form.',
        block: 'uploads',
        related: ['UP-17', 'UP-22', 'UP-23', 'UP-53'],
      },
    ],
  },
};

const run = promisify(execFile);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), '4shared-testkit-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const languages = await Promise.all(
  LANGUAGES.flatMap((language) => {
    const { name } = language;
    const checked = CHECKED[name];
    if (!checked) return [];
    const client = clientOf(language);
    return isPresent(client).then((isThere) => ({
      ...{ language, client, ...checked, isThere },
      title: isThere ? name : `${name} (skipped: install ${client.packages})`,
    }));
  }),
);

describe.each(languages)('$title', ({ language, client, check, lookedFor, isThere }) => {
  const { name, mutants, variants } = language;

  test('each change results in a program', async () => {
    if (!isThere) return;
    const [source = ''] = client.sources;
    const text = readFileSync(here(source), 'utf8');
    const paths = [...mutants, ...variants].map((change, at) => {
      const path = join(folder, `${name}-${at}`);
      writeFileSync(path, changedSources([text], change).join(''));
      return path;
    });
    const [program = '', ...args] = check(paths);
    await run(program, args);
    const broken = join(folder, `${name}-broken`);
    writeFileSync(broken, `${text}\n(`);
    const [, ...argsOfBroken] = check([broken]);
    await expect(run(program, argsOfBroken)).rejects.toThrow();
  });

  test.each(lookedFor)('is found by its own requirement, and no other one is blamed: $what', async (each) => {
    if (!isThere) return;
    const mutant = mutants.find(({ what }) => what === each.what);
    if (!mutant) throw new Error('there is no such mutant');
    const changed = await changedClient(language, mutant);
    try {
      const report = await runConformance(changed.client, {
        ...{ seed: 1, runs: 3, only: each.related, confirm: false },
        corners: BLOCKS.filter(({ name: of }) => of === each.block),
      });
      const causes = report.requirements.filter(({ status, causes: by }) => status === 'broken' && !by);
      expect(causes.map(({ id }) => id)).toEqual([mutant.requirement]);
    } finally {
      await changed.remove();
    }
  });
});
