import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startFourShared } from './index.js';
import { envelope, returned, textOf } from './testing/envelopes.js';

/** Enough for every way in which an upload can end; more can be asked for. */
const UPLOADS = Number(process.env['LEAK_UPLOADS'] ?? 2000);
const AT_ONCE = 16;
const CONTENT = Buffer.alloc(10_000, 'ten kilobytes ');
const DIGEST = createHash('md5').update(CONTENT).digest('hex');

const field = (name: string, value: string): string =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

const file = '--cut\r\nContent-Disposition: form-data; name="FilePart"; filename="a.bin"\r\n\r\n';

/** The form of one upload: whole, or of a reservation with the fields before or behind the bytes. */
const form = (before: string, after: string): Buffer =>
  Buffer.concat([Buffer.from(`${before}${file}`), CONTENT, Buffer.from(`\r\n${after}--cut--\r\n`)]);

test(`${UPLOADS} uploads leave no file behind once the server is closed`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'leak-test-'));
  const fake = await startFourShared({ storageFolder: folder });
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const { login, password } = fake.account;

  const post = (path: string, type: string, body: Buffer, abort = false): Promise<string> =>
    new Promise((resolve, reject) => {
      const headers = { 'content-type': type, 'content-length': body.length };
      const sent = request(`${fake.url}${path}`, { agent, method: 'POST', headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve(text));
      });
      sent.on('error', abort ? () => resolve('') : reject);
      if (abort) sent.write(body.subarray(0, body.length / 2), () => sent.destroy());
      else sent.end(body);
    });
  const call = async (operation: string, ...args: readonly (string | number)[]): Promise<string> =>
    textOf(
      returned(
        await post(
          '/jax3/DesktopApp',
          'text/xml',
          Buffer.from(envelope(operation, login, password, ...args)),
        ),
      ),
    );
  const key = await call('createUploadSessionKey', -1);
  const send = (body: Buffer, abort = false): Promise<string> =>
    post(`/main/upload.jsp?sId=${key}`, 'multipart/form-data; boundary=cut', body, abort);

  // Most are posted whole; the rest go through every way that an upload can take and end.
  const byRecipe = async (n: number): Promise<void> => {
    const id = await call('uploadStartFile', -1, `file-${n}`, CONTENT.length);
    const fields = field('resumableFileId', id) + field('resumableFirstByte', '0');
    const abort = n % 40 === 0;
    await send(n % 20 === 0 ? form(fields, '') : form('', fields), abort);
    if (abort) return;
    if (n % 60 === 10) await call('uploadCancelFile', id);
    else expect(await call('uploadFinishFile', id, DIGEST)).toBe('');
  };
  const ways: readonly ((n: number) => Promise<unknown>)[] = [() => send(form('', '')), byRecipe];
  let next = 0;
  const work = async (): Promise<void> => {
    for (let n = next++; n < UPLOADS; n = next++) await ways[n % 10 === 0 ? 1 : 0]?.(n);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));

  expect(Number(await call('getItemsCount', -1))).toBeGreaterThan(UPLOADS * 0.9);
  expect(readdirSync(folder)).toHaveLength(1);
  agent.destroy();
  await fake.close();
  expect(readdirSync(folder)).toEqual([]);
  rmSync(folder, { recursive: true });
});
