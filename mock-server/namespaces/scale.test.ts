import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type FourSharedFake, startFourShared } from '../index.js';
import { wholeWorld } from '../testing/whole-world.js';

/** So many at once is what is promised. More of them can be asked for. */
const NAMESPACES = Number(process.env['SCALE_NAMESPACES'] ?? 1000);

const names = Array.from({ length: NAMESPACES }, (_, index) => `n${index}`);

/** Puts a distinct file into a namespace, through the upload that keeps bytes. */
async function put(fake: FourSharedFake, name: string): Promise<void> {
  const world = wholeWorld(fake.namespace(name));
  const account = world.account('user@example.com');
  if (!account) throw new Error('the fixture has lost its account');
  const writer = world.openWhole(world.sessions.open(account), { name: `${name}.txt` });
  await writer.write(new TextEncoder().encode(`content of ${name}`));
  await writer.finish();
}

async function read(fake: FourSharedFake, name: string): Promise<string> {
  const node = fake.namespace(name).world.find('user@example.com', `${name}.txt`);
  if (node?.kind !== 'file') throw new Error(`${name} has lost its file`);
  let text = '';
  for await (const bytes of node.content.read(0n, node.size)) text += new TextDecoder().decode(bytes);
  return text;
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

test(`${NAMESPACES} namespaces at once each keep what is theirs, and give its bytes back when they are dropped`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scale-test-'));
  const fake = await startFourShared({ storageFolder: folder });
  for (const name of names) await put(fake, name);
  const { namespaces } = (await (await fetch(`${fake.url}/_control/namespaces`)).json()) as {
    namespaces: readonly unknown[];
  };
  expect(namespaces).toHaveLength(names.length);
  expect(filesBelow(folder)).toHaveLength(names.length);
  for (const name of names) {
    expect(await read(fake, name)).toBe(`content of ${name}`);
    const root = fake.namespace(name).world.account('user@example.com')?.root;
    const others = [...(root?.children ?? [])].filter(({ name: file }) => /^n\d+\.txt$/.test(file));
    expect(others.map((node) => node.name)).toEqual([`${name}.txt`]);
  }
  const [kept, ...dropped] = names;
  for (const name of dropped) await fake.drop(name);
  expect(filesBelow(folder)).toHaveLength(1);
  expect(await read(fake, kept ?? '')).toBe(`content of ${kept}`);
  await fake.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});

test('dropping a namespace frees its snapshots, too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scale-test-'));
  const fake = await startFourShared({ storageFolder: folder });
  await put(fake, 'a');
  await fake.namespace('a').snapshots.save('s');
  await fake.namespace('a').reset();
  expect(filesBelow(folder)).toHaveLength(1);
  await fake.namespace('a').snapshots.drop('s');
  expect(filesBelow(folder)).toHaveLength(0);
  await put(fake, 'a');
  await fake.namespace('a').snapshots.save('s');
  await fake.drop('a');
  expect(filesBelow(folder)).toHaveLength(0);
  await fake.close();
  rmSync(folder, { recursive: true });
});
