import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** Path of a Chromium, if there is one. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).status === 0,
);

/** For the name of a test that needs it. */
export const WITHOUT_CHROMIUM = CHROMIUM === undefined ? ' (skipped: Chromium is not installed)' : '';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--dump-dom',
];

/**
 * What a browser makes of the page at an address: the document as HTML after its scripts ran.
 * @param budget milliseconds that timers of the page may wait for; they pass as soon as nothing else is going on
 */
export async function visit(url: string, budget: number, ...flags: readonly string[]): Promise<string> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-test-'));
  const args = [...FLAGS, ...flags, `--user-data-dir=${profile}`, `--virtual-time-budget=${budget}`, url];
  try {
    const options = { timeout: 90_000, maxBuffer: 1 << 28 };
    const { stdout } = await promisify(execFile)(CHROMIUM ?? 'chromium', args, options);
    return stdout;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
