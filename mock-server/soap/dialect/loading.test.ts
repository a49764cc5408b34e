import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const execute = promisify(execFile);

/** The compiled modules of this folder, and valibot, that a process has loaded when the code has run. */
async function loadedBy(code: string): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'loading-'));
  try {
    // The report of what was covered lists every script that V8 knows.
    const env = { ...process.env, NODE_V8_COVERAGE: folder };
    await execute(process.execPath, ['--input-type=module', '-e', code], { env });
    const files = await readdir(folder);
    const reports = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    const urls = reports.flatMap((text) => JSON.parse(text).result.map(({ url }: { url: string }) => url));
    expect(urls.some((url) => url.endsWith('dist/mock-server/soap/response.js'))).toBe(true);
    return urls.filter((url) => /soap\/dialect\/|\/valibot\//.test(url));
  } finally {
    await rm(folder, { recursive: true });
  }
}

const SERVE = `
  import { startFourShared } from './dist/mock-server/index.js';
  const fake = await startFourShared({ port: 0 });
  const response = await fetch(fake.wsdlUrl('jax3').replace('?wsdl', ''), {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: '<a/>',
  });
  if (response.status !== 500) throw new Error(String(response.status));
  await fake.close();
`;

test('a server that is asked for no dialect loads none of this but the schema, which checks rules at once', async () => {
  const loaded = (await loadedBy(SERVE)).filter((url) => url.includes('soap/dialect/'));
  expect(loaded.filter((url) => !url.endsWith('/dialect-schema.js'))).toEqual([]);
});

test('asking for it loads it, without the schema', async () => {
  const urls = await loadedBy(`
    import { loadDialects } from './dist/mock-server/soap/index.js';
    await loadDialects();
  `);
  expect(urls.some((url) => url.endsWith('dialect/respell.js'))).toBe(true);
  expect(urls.filter((url) => /dialect-schema|valibot/.test(url))).toEqual([]);
});
