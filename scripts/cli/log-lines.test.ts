import { execFile } from 'node:child_process';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { linesTo } from './log-lines.js';

test('lines are written in order, many at a time, without more of them', async () => {
  const writes: string[] = [];
  const stream = new Writable({
    write(bytes, _encoding, done) {
      writes.push(String(bytes));
      done();
    },
  });
  const write = linesTo(stream);
  const lines = Array.from({ length: 20_000 }, (_, n) => `line ${n}`);
  for (const line of lines) write(line);
  const text = lines.map((line) => `${line}\n`).join('');
  await expect.poll(() => writes.join('')).toBe(text);
  expect(writes.length).toBeLessThan(10);
});

test.each([
  ['ends by itself', ''],
  ['exits', 'process.exit(0);'],
  ['fails', 'setTimeout(() => { throw new Error("a failure"); });'],
])('no line is lost when the process %s', async (_how, end) => {
  const module = new URL('../../dist/scripts/cli/log-lines.js', import.meta.url).href;
  const script = `import { linesTo } from ${JSON.stringify(module)};
    const write = linesTo(process.stdout);
    for (let n = 0; n < 10000; n++) write('line ' + n);
    ${end}`;
  const ran = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script]);
  const { stdout } = await ran.catch((error: { stdout: string }) => error);
  expect(stdout.split('\n')).toEqual([...Array.from({ length: 10_000 }, (_, n) => `line ${n}`), '']);
});
