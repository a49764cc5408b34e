import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { WireTestbed } from '../../../mock-server/http/testing/wire-testbed.js';
import { FourSharedClient } from './client.js';
import { Failure } from './failure.js';

let bed: WireTestbed;
let client: FourSharedClient;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'client-test-'));
});
afterAll(() => rmSync(folder, { recursive: true }));
beforeEach(async () => {
  bed = await WireTestbed.start();
  const soap = `${bed.url}/jax3/DesktopApp`;
  client = new FourSharedClient({ wsdl: `${soap}?wsdl`, soap, login: 'a@b.c', password: 'p' });
});
afterEach(() => bed.close());

const save = (size: number): { path: string; md5: string } => {
  const bytes = Buffer.alloc(size, 'some bytes ');
  const path = join(folder, `f${size}`);
  writeFileSync(path, bytes);
  return { path, md5: createHash('md5').update(bytes).digest('hex') };
};

const stored = (name: string) => {
  const node = bed.namespace.world.find('a@b.c', name);
  return node?.kind === 'file' ? { size: node.size, md5: node.md5 } : undefined;
};

test.each([0, 1, 65_536, 200_001])('uploads %i bytes, lists and downloads them', async (size) => {
  const { path, md5 } = save(size);
  const name = 'Ünï <&>"\' 😀.bin';
  const id = await client.upload(path, name, '-1');
  expect(stored(name)).toEqual({ size: BigInt(size), md5 });
  expect(await client.list('-1')).toEqual([{ id, name, size: String(size), directory: false }]);
  const to = join(folder, 'down');
  await client.download(id, to);
  expect(readFileSync(to).equals(readFileSync(path))).toBe(true);
  await client.delete(id);
  expect(await client.list('-1')).toEqual([]);
});

test('resumes with what lacks', async () => {
  const { path, md5 } = save(200_001);
  bed.arm({
    on: { kind: 'part', firstByte: 65_536n },
    do: [{ act: 'reset', afterBytes: 10n, direction: 'in' }],
    times: 3,
  });
  const failure = await client.upload(path, 'f', '-1').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(Failure);
  const { handle = '' } = failure as Failure;
  bed.namespace.journal.clear();
  await client.resume(path, 'f', '-1', handle);
  expect(stored('f')?.md5).toBe(md5);
  const parts = bed.namespace.journal.entries({ kind: 'part' });
  expect(parts.map((part) => part.kind === 'part' && part.firstByte)).toEqual(['65536', '131072', '196608']);
});

describe('whatever goes wrong in a step', () => {
  const acts = [
    ['a fault', { act: 'fault', text: 'No!' }],
    ['a typed fault', { act: 'fault', text: 'No!', exceptionClass: 'x.Y' }],
    ['a page', { act: 'status', status: 503, body: '<html>maintenance' }],
    ['a page with 200', { act: 'status', status: 200, body: '<html></html>' }],
    ['nothing', { act: 'hang-up' }],
    ['a broken reply', { act: 'truncate', afterBytes: 200n }],
    ['a reset', { act: 'reset', afterBytes: 0n }],
  ] as const;
  const steps = [
    'getFreeSpace',
    'getMaxFileSize',
    'createUploadSessionKey',
    'getNewFileDataCenter',
    'getUploadFormUrl',
    'uploadStartFile',
    'uploadFinishFile',
    'getFileInfo',
  ] as const;
  test.each(steps.flatMap((step) => acts.map(([what, act]) => [step, what, act] as const)))(
    '%s: %s is a failure',
    async (name, _, act) => {
      bed.arm({ on: { kind: 'call', function: name }, do: [act] });
      const { path } = save(10);
      await expect(client.upload(path, 'f', '-1')).rejects.toBeInstanceOf(Failure);
    },
  );
  test.each(
    steps.slice(0, 6).flatMap((step) => (['nil', 'no-return'] as const).map((act) => [step, act] as const)),
  )('%s: %s is a failure', async (name, act) => {
    bed.arm({ on: { kind: 'call', function: name }, do: [{ act }] });
    const { path } = save(10);
    await expect(client.upload(path, 'f', '-1')).rejects.toBeInstanceOf(Failure);
    expect(bed.namespace.journal.entries({ kind: 'part' })).toEqual([]);
  });
});

test('every wire dialect gives the same', async () => {
  const { path, md5 } = save(10);
  for (let seed = 0; seed < 60; seed++) {
    bed.namespace.rules.clear();
    bed.arm({ on: { kind: 'call' }, do: [{ act: 'dialect', seed }] });
    const name = `f ${seed} ä<]]>😀`;
    const id = await client.upload(path, name, '-1').catch((error: unknown) => {
      throw new Error(`seed ${seed}: ${error}`);
    });
    expect(stored(name)?.md5).toBe(md5);
    const listed = await client.list('-1');
    expect(
      listed.at(-1) !== undefined && listed.some((item) => item.id === id && item.name === name),
      `seed ${seed}`,
    ).toBe(true);
    await client.delete(id);
    bed.arm({ on: { kind: 'call' }, do: [{ act: 'fault', text: ' why & <so>' }] });
    const failure = await client.space().catch((error: unknown) => error);
    expect((failure as Failure).kind, `seed ${seed}: ${failure}`).toBe('fault');
    expect((failure as Failure).message, `seed ${seed}`).toMatch(/^\s*why & <so>$/);
  }
}, 600_000);
