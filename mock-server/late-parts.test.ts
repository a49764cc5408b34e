import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** Not loaded for a request: these are for the start or for msw, or a separate thread loads them. */
const ELSEWHERE = [
  '../given-options.js',
  './fixture/read-fixture.js',
  '../control/openapi.json',
  './scale-picture.js',
];

test('everything that a request loads is a late part', () => {
  const sources = readdirSync('mock-server', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\/testing\//.test(name))
    .map((name) => readFileSync(join('mock-server', name), 'utf8').replace(/\blatePart\([^;]*;/g, ''));
  const late = sources.flatMap((text) => [...text.matchAll(/\bimport\('([^']+)'/g)].map(([, name]) => name));
  expect(late.filter((name) => !ELSEWHERE.includes(name ?? ''))).toEqual([]);
});

/** A fake in code whose process has too few descriptors for a while; prints what it answered then and afterwards. */
const SCRIPT = `
import { openSync, closeSync } from 'node:fs';
import { startFourShared } from './dist/mock-server/index.js';
const fake = await startFourShared({ log() {} });
const { login, password } = fake.account;
const soap = (name, ...args) => fetch(fake.url + '/jax3/DesktopApp', {
  method: 'POST',
  headers: { 'content-type': 'text/xml' },
  body: '<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><n:' + name +
    ' xmlns:n="http://api.soap.shared.pmstation.com/">' +
    args.map((arg, at) => '<arg' + at + '>' + arg + '</arg' + at + '>').join('') +
    '</n:' + name + '></e:Body></e:Envelope>',
});
const form = () => {
  const form = new FormData();
  form.set('FilePart', new Blob(['some bytes']), 'a.txt');
  return form;
};
const session = fake.world.sessions.open(fake.world.account(login));
const asks = [
  () => soap('getFreeSpace', login, password),
  () => soap('getFreeSpace', 'short-free-space+5@edge.test', ''),
  () => soap('getItems', 'fault@edge.test', '', -1),
  () => soap('getMp3FileInfos', login, password, -1),
  () => fetch(fake.url + '/main/upload.jsp?sId=' + session, { method: 'POST', body: form() }),
  () => fetch(fake.url + '/_control/health'),
  async () => {
    const put = await fetch(fake.url + '/_control/snapshots/one', { method: 'PUT' });
    return put.ok ? fetch(fake.url + '/_control/snapshots/one/export') : put;
  },
];
const all = async () => {
  const statuses = [];
  // All at once, so that parts are asked for while others are loaded.
  for (const answer of await Promise.all(asks.map((ask) => ask()))) {
    statuses.push(answer.status);
    await answer.text();
  }
  return statuses;
};
await (await soap('getFreeSpace', login, password)).text();
const taken = [];
try {
  for (;;) taken.push(openSync('/dev/null'));
} catch {}
// For the connections of the requests.
for (let n = 0; n < 20; n++) closeSync(taken.pop());
const short = await all();
for (const each of taken) closeSync(each);
console.log(JSON.stringify({ short, afterwards: await all() }));
await fake.close();
`;

test.skipIf(process.platform === 'win32')(
  'with few descriptors requests are put off, and all of them work afterwards in the same process',
  () => {
    const node = [process.execPath, '--input-type=module', '--eval', SCRIPT];
    const { stdout, stderr } = spawnSync('sh', ['-c', 'ulimit -n 200; exec "$@"', 'sh', ...node], {
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    const { short, afterwards } = JSON.parse(stdout);
    expect(short.slice(0, 2)).toEqual([200, 503]);
    expect(afterwards).toEqual([200, 200, 500, 200, 200, 200, 200]);
  },
);
