import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Path of a Chromium, if there is one. */
export const CHROMIUM = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version']).error === undefined,
);

/** For the name of a suite that needs it. */
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
  // What the page has when its script is done, however slow the machine.
  '--virtual-time-budget=2000',
  '--dump-dom',
];

/**
 * What a browser makes of a page: the document as HTML after its script ran.
 * @param hash what follows the address, with its `#`
 */
export function openPage(page: string, hash = ''): string {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    const path = join(folder, 'page.html');
    writeFileSync(path, page);
    const args = [...FLAGS, `--user-data-dir=${join(folder, 'profile')}`, `file://${path}${hash}`];
    const { stdout, status, stderr } = spawnSync(CHROMIUM ?? 'chromium', args, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
    });
    if (status !== 0) throw new Error(`Chromium ended with ${status}: ${stderr}`);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
