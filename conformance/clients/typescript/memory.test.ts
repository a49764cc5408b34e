import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { startFourShared } from '../../../mock-server/index.js';

const MIB = 1024 * 1024;
const SIZE = 160 * MIB;

/** A separate process, so that the memory of the server is not counted. */
const PROGRAM = `
import { FourShared } from ${JSON.stringify(resolve('dist/conformance/clients/typescript/index.js'))};
const [wsdl, login, password, path] = process.argv.slice(1);
const client = new FourShared({ wsdl, login, password });
await client.getFreeSpace();
let most = 0;
const before = process.memoryUsage().rss;
const timer = setInterval(() => { most = Math.max(most, process.memoryUsage().rss - before); }, 10);
const { size } = await client.upload(path, { partSize: 8 * ${MIB}, parallel: 3 });
clearInterval(timer);
console.log(JSON.stringify({ size: String(size), most }));
`;

test('a large file is never in memory: parts are read as they are sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'memory-test-'));
  const fake = await startFourShared({ storage: 'disk', storageFolder: folder });
  try {
    const path = join(folder, 'sparse');
    const file = await open(path, 'w');
    await file.truncate(SIZE);
    await file.close();
    const { login, password } = fake.account;
    const args = ['--input-type=module', '-e', PROGRAM, fake.wsdlUrl('jax3'), login, password, path];
    const { stdout } = await promisify(execFile)(process.execPath, args);
    const { size, most } = JSON.parse(stdout) as { size: string; most: number };
    expect(size).toBe(String(SIZE));
    // 50 MiB were measured, most of them garbage of sockets; the file has 160.
    expect(most).toBeLessThan(120 * MIB);
  } finally {
    await fake.close();
    await rm(folder, { recursive: true });
  }
});
