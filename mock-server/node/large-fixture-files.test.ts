import { expect, onTestFinished, test } from 'vitest';
import { directLink } from '../world/sharing/addresses.js';
import { startFourShared } from './start.js';

const call = (url: string, name: string, more = ''): Promise<Response> =>
  fetch(`${url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'content-type': 'text/xml' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:${name} xmlns:n="http://api.soap.shared.pmstation.com/"><arg0>a</arg0><arg1>p</arg1>${more}</n:${name}></e:Body></e:Envelope>`,
  });

test('a listing waits for the digest of a large file, and nothing else does', async () => {
  const size = 200_000_000n;
  const files = [
    { name: 'large.bin', size },
    { name: 'huge.bin', size: 2n ** 62n, removed: true },
  ];
  const fake = await startFourShared({ fixture: { accounts: [{ login: 'a', password: 'p', files }] } });
  onTestFinished(() => fake.close());
  let listed = false;
  const listing = call(fake.url, 'getItems', '<arg2>-1</arg2>').then(async (answer) => {
    listed = true;
    return answer.text();
  });
  let answered = 0;
  while (!listed) {
    expect((await call(fake.url, 'getFreeSpace')).status).toBe(200);
    answered += 1;
  }
  expect(answered).toBeGreaterThan(3);
  expect(await listing).toMatch(/<md5>[0-9a-f]{32}<\/md5>/);
});

test('a part of a file whose digest is not computed yet is downloaded at once, and resumed by its ETag', async () => {
  const files = [{ name: 'huge.bin', size: 2n ** 62n }];
  const fake = await startFourShared({ fixture: { accounts: [{ login: 'a', password: 'p', files }] } });
  onTestFinished(() => fake.close());
  const file = fake.world.find('a', 'huge.bin');
  if (file?.kind !== 'file') throw new Error('it is there');
  const link = directLink(fake.url, file);
  const get = (headers: Record<string, string>) => fetch(link, { headers });
  const first = await get({ range: 'bytes=1000-1004' });
  expect([first.status, ...new Uint8Array(await first.arrayBuffer())]).toEqual([206, 247, 248, 249, 250, 0]);
  const tag = first.headers.get('etag') ?? '';
  expect((await get({ range: 'bytes=0-0', 'if-range': tag })).status).toBe(206);
});
