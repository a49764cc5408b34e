import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const found = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome'].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

export const IS_MISSING = found === undefined;

/** The program. */
export const CHROMIUM = found ?? 'chromium';

/** For the name of a test that needs Chromium. */
export const WITHOUT_CHROMIUM = IS_MISSING ? ' (skipped: Chromium is not installed)' : '';

export const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
];

/** Runs something with a folder that a browser can keep its state in. */
async function withProfile<Result>(action: (profile: string) => Promise<Result>): Promise<Result> {
  const profile = mkdtempSync(join(tmpdir(), 'chromium-test-'));
  try {
    return await action(profile);
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  }
}

/**
 * What a browser makes of the page at an address: the document as HTML after its scripts ran.
 * @param budget milliseconds that timers of the page may wait for; they pass as soon as nothing else is going on
 */
export function visit(url: string, budget: number, ...flags: readonly string[]): Promise<string> {
  return withProfile(async (profile) => {
    const own = ['--dump-dom', `--user-data-dir=${profile}`, `--virtual-time-budget=${budget}`];
    const options = { timeout: 90_000, maxBuffer: 1 << 28 };
    const { stdout } = await promisify(execFile)(CHROMIUM, [...FLAGS, ...flags, ...own, url], options);
    return stdout;
  });
}

/**
 * Keeps a page open until something has happened: what is going on in a service worker is no part of `visit`.
 * @throws Error when the browser ends before that
 */
export function stay<Result>(url: string, until: Promise<Result>): Promise<Result> {
  return withProfile(async (profile) => {
    const browser = spawn(CHROMIUM, [...FLAGS, `--user-data-dir=${profile}`, url], {
      stdio: 'ignore',
      detached: true,
    });
    const ended = new Promise<never>((_, reject) => {
      browser.once('error', reject);
      browser.once('exit', (code) => reject(new Error(`Chromium ended with ${code}`)));
    });
    try {
      return await Promise.race([until, ended]);
    } finally {
      ended.catch(() => {});
      // The browser is more than one process.
      if (browser.pid !== undefined && browser.exitCode === null) process.kill(-browser.pid);
      await ended.catch(() => {});
    }
  });
}
