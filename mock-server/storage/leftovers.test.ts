import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest';
import { startFourShared } from '../node/start.js';
import { folderPrefix, removeLeftovers } from './leftovers.js';

let parent: string;
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'leftovers-test-'));
});
afterEach(() => rmSync(parent, { recursive: true }));

/** The name that a folder of a process has which has ended. */
const deadName = (): string =>
  `${folderPrefix().replace(`-${process.pid}-`, `-${spawnSync('true').pid}-`)}aBc123`;

function folder(name: string): string {
  const path = join(parent, name);
  mkdirSync(path);
  writeFileSync(join(path, '1'), 'bytes');
  return path;
}

/** A process with a storage that has a file. */
async function storingProcess() {
  const script = `import { DiskContentStore } from ${JSON.stringify(join(process.cwd(), 'dist/mock-server/storage/disk.js'))};
    const store = new DiskContentStore({ folder: ${JSON.stringify(parent)} });
    await store.create().write(0n, Buffer.from('bytes'));
    console.log(store.folder);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [out] = await once(child.stdout, 'data');
  const kill = async (): Promise<void> => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  };
  return { path: String(out).trim(), kill };
}

test('what a killed process left is removed by the next start, and what a live one has is not', async () => {
  const [dead, live] = await Promise.all([storingProcess(), storingProcess()]);
  await dead.kill();
  expect([existsSync(dead.path), existsSync(live.path)]).toEqual([true, true]);
  const fake = await startFourShared({ storageFolder: parent });
  await expect.poll(() => existsSync(dead.path)).toBe(false);
  expect(readdirSync(live.path)).toEqual(['1']);
  await fake.close();
});

test('a process of the same number that began at another time has no say', async () => {
  const path = folder(`${folderPrefix().replace(/\d+-$/, '1-')}aBc123`);
  expect(await removeLeftovers(parent)).toEqual([]);
  // Where the time cannot be seen, a live process keeps the folder.
  expect(existsSync(path)).toBe(process.platform !== 'linux');
});

test.each([
  ['a folder of this process', () => folder(`${folderPrefix()}aBc123`)],
  ['a folder of another name', () => folder('4shared-testkit-aBc123')],
  ['a folder of another machine', () => folder(deadName().replace(/-[0-9a-f]{8}-/, '-00000000-'))],
  [
    'a folder with something else in it',
    () => {
      const path = folder(deadName());
      writeFileSync(join(path, 'notes.txt'), 'mine');
      return path;
    },
  ],
  [
    'a folder with a folder in it',
    () => {
      const path = folder(deadName());
      mkdirSync(join(path, '2'));
      return path;
    },
  ],
  [
    'a link to a folder',
    () => {
      const path = join(parent, deadName());
      symlinkSync(folder('elsewhere'), path);
      return path;
    },
  ],
  [
    'a folder with a link in it',
    () => {
      const path = folder(deadName());
      writeFileSync(join(parent, 'elsewhere'), 'mine');
      symlinkSync(join(parent, 'elsewhere'), join(path, '2'));
      return path;
    },
  ],
  [
    'a file',
    () => {
      const path = join(parent, deadName());
      writeFileSync(path, 'mine');
      return path;
    },
  ],
] as const)('%s stays, with all that is in it', async (_what, make) => {
  const path = make();
  const before = readdirSync(parent, { recursive: true });
  const other = folder(deadName());
  expect(await removeLeftovers(parent)).toEqual([]);
  expect(existsSync(other)).toBe(false);
  expect(lstatSync(path)).toBeDefined();
  expect(readdirSync(parent, { recursive: true })).toEqual(before);
});

test.skipIf(process.getuid?.() !== 0)("another user's folder stays", async () => {
  const path = folder(deadName());
  chownSync(path, 12_345, 12_345);
  expect(await removeLeftovers(parent)).toEqual([]);
  expect(existsSync(path)).toBe(true);
});
