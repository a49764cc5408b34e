import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { envelope, rawEnvelope } from '../testing/envelopes.js';

// Bodies that are made to take long, and requests for much. Nothing of it may hold the event loop for more than 50 ms.

const SERVER = new URL('../../dist/mock-server/index.js', import.meta.url).href;
const MIB = 1024 * 1024;
const [MANY, SOME] = [50_000, 20_000];

/** How long the processor worked for a thread, in nanoseconds, however many others it worked for meanwhile. */
const PROCESSOR_TIME = '/proc/thread-self/schedstat';

/** In milliseconds, on a machine where the yardstick takes no longer than `YARDSTICK`. */
const [LONGEST_PAUSE, YARDSTICK] = [50, 20];

/** What is too long in one piece is so each time; what others on a busy machine make longer is not. */
const ATTEMPTS = 5;

/**
 * Runs a server. Between two turns of its event loop it looks how long the processor worked for it. The yardstick is some
 * work of the same kind, done by the same process.
 */
const PROCESS = `
import { readFileSync } from 'node:fs';
const worked = () => Number(readFileSync('${PROCESSOR_TIME}', 'latin1').split(' ')[0]) / 1e6;
const { startFourShared } = await import(${JSON.stringify(SERVER)});
const files = (length) => Array.from({ length }, (_, n) => ({ name: 'f' + n, size: 10n }));
const folders = [
  { name: 'many', id: 500n, files: files(${MANY}) },
  { name: 'some', id: 502n, files: files(${SOME}) },
  { name: 'target', id: 501n },
];
const fake = await startFourShared({
  storage: 'memory',
  fixture: { accounts: [{ login: 'a', password: 'p', quota: 10n ** 12n, folders }] },
});
const text = JSON.stringify(Array.from({ length: 20_000 }, (_, n) => ({ name: 'f' + n, size: n })));
let [last, pause] = [worked(), 0];
setInterval(() => {
  const now = worked();
  pause = Math.max(pause, now - last);
  last = now;
}, 1);
process.on('disconnect', () => process.exit());
process.on('message', (what) => {
  if (what === 'begin') {
    const begun = worked();
    JSON.parse(text);
    const yardstick = worked() - begun;
    setTimeout(() => {
      pause = 0;
      process.send(yardstick);
    }, 20);
  } else setTimeout(() => process.send(pause), 20);
});
process.send(fake.url);
`;

let server: ChildProcess;
let url: string;

async function told<Value>(question?: string): Promise<Value> {
  const answer = once(server, 'message');
  if (question !== undefined) server.send(question);
  const [value] = await answer;
  return value as Value;
}

/** Expects that a request gets its answer, and that it holds the event loop for no longer than others may wait. */
async function expectShortPauses(request: () => Promise<void>): Promise<void> {
  const pauses: number[] = [];
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const yardstick = await told<number>('begin');
    await request();
    pauses.push((await told<number>('end')) / Math.max(1, yardstick / YARDSTICK));
    if (Math.min(...pauses) <= LONGEST_PAUSE) return;
  }
  expect(Math.min(...pauses), `milliseconds of ${ATTEMPTS} attempts: ${pauses}`).toBeLessThanOrEqual(
    LONGEST_PAUSE,
  );
}

beforeAll(async () => {
  server = spawn(process.execPath, ['--input-type=module', '-e', PROCESS], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  url = await told<string>();
});
afterAll(async () => {
  const ended = once(server, 'exit');
  server.kill();
  await ended;
});

async function put(
  path: string,
  body: string | undefined,
  type = 'json',
  method = 'PUT',
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${url}${path}`, {
    method,
    ...(body !== undefined && { headers: { 'content-type': `application/${type}` }, body }),
  });
  return { status: response.status, text: await response.text() };
}

async function call(body: string): Promise<string> {
  const headers = { 'content-type': 'text/xml' };
  return (await fetch(`${url}/~many/jax3/DesktopApp`, { method: 'POST', headers, body })).text();
}

const repeated = (piece: string, bytes: number): string => piece.repeat(Math.floor(bytes / piece.length));

const BOMB = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
  .split('')
  .map((name, n) => `${name}: &${name} [${Array(10).fill(`*${'abcdefghij'[n]}`).join(', ')}]`)
  .join('\n')}\n`;

const BODIES: readonly (readonly [
  what: string,
  type: string,
  body: () => string,
  status: number,
  has: RegExp,
])[] = [
  ['20 MiB of [', 'json', () => '['.repeat(20 * MIB), 400, /nested deeper than 200 levels/],
  ['20 MiB of {"a":', 'json', () => repeated('{"a":', 20 * MIB), 400, /nested deeper than 200 levels/],
  [
    'a text of 20 MiB without an end',
    'json',
    () => `{"accounts":"${'x'.repeat(20 * MIB)}`,
    400,
    /more than 8388608 bytes, which begins at byte 13/,
  ],
  [
    'a text of 20 MiB without an end, of backslashes',
    'json',
    () => `["${'\\'.repeat(20 * MIB)}`,
    400,
    /more than 8388608 bytes/,
  ],
  [
    'a mistake behind a text of 7 MiB',
    'json',
    () => `{"accounts":"${'x'.repeat(7 * MIB)}" x}`,
    400,
    /unexpected .+ at line 1, column 7340048\./,
  ],
  [
    '20 MiB of lines, and a mistake',
    'json',
    () => `[${'\n'.repeat(20 * MIB)}x]`,
    400,
    /more than 65536 blanks and digits/,
  ],
  [
    'many values',
    'json',
    () => `{"accounts":[${repeated('1,', 20 * MIB)}1]}`,
    400,
    /more than 100000 values/,
  ],
  [
    'many keys',
    'json',
    () => `{${Array.from({ length: 200_000 }, (_, n) => `"k${n}":1`).join()}}`,
    400,
    /more than 100000 values/,
  ],
  ['20 MiB of YAML', 'yaml', () => '['.repeat(20 * MIB), 413, /limit as YAML/],
  ['1 MiB of [', 'yaml', () => '['.repeat(MIB), 400, /nested deeper than 200 levels/],
  ['1 MiB of -', 'yaml', () => repeated('- ', MIB), 400, /nested deeper than 200 levels/],
  [
    '50,000 keys',
    'yaml',
    () => Array.from({ length: 50_000 }, (_, n) => `k${n}: 1`).join('\n'),
    400,
    /more than 20000 pieces/,
  ],
  ['aliases of aliases', 'yaml', () => BOMB, 400, /Excessive alias count|aliases name/],
  [
    'a text without an end',
    'yaml',
    () => `accounts: "${'x'.repeat(MIB / 10)}`,
    400,
    /Missing closing|has more/,
  ],
];

test.skipIf(!existsSync(PROCESSOR_TIME)).each(BODIES)(
  '%s as %s is refused, and others go on meanwhile',
  async (_, type, body, status, has) => {
    const text = body();
    await expectShortPauses(async () => {
      const response = await put('/_control/fixture', text, type);
      expect({ status: response.status, text: response.text.slice(0, 500) }).toEqual({
        status,
        text: expect.stringMatching(has),
      });
    });
  },
);

const [LOGIN, PASSWORD] = ['a', 'p'];
const files = (count: number, more: object) =>
  Array.from({ length: count }, (_, n) => ({ name: `f${n}`, ...more }));
const fixtureOf = (account: object): string =>
  JSON.stringify({ accounts: [{ login: LOGIN, password: PASSWORD, ...account }] });

/** Each in a namespace with many files, which is made anew. */
const LARGE: readonly (readonly [what: string, request: () => Promise<unknown>, has: RegExp])[] = [
  [
    '20,000 files in a fixture',
    () => put('/~many/_control/fixture', fixtureOf({ files: files(20_000, { size: 1 }) })),
    /204/,
  ],
  [
    '20,000 names in a fixture',
    () => put('/~many/_control/fixture', fixtureOf({ folders: files(20_000, { id: 'x' }) })),
    /422/,
  ],
  [
    'a text of 7 MiB in a fixture',
    () => put('/~many/_control/fixture', fixtureOf({ files: files(1, { text: 'ä'.repeat(3.5 * MIB) }) })),
    /204/,
  ],
  [
    '20,000 files of a new account',
    () =>
      put(
        '/~many/_control/accounts',
        JSON.stringify({ login: 'b', password: 'p', files: files(20_000, {}) }),
        'json',
        'POST',
      ),
    /201/,
  ],
  [
    'the first call of a namespace',
    () => call(envelope('getFreeSpace', LOGIN, PASSWORD)),
    /getFreeSpaceResponse/,
  ],
  ['a reset', () => put('/~many/_control/reset', undefined, 'json', 'POST'), /204/],
  [
    'a folder with 20,000 files that is copied',
    () =>
      call(
        rawEnvelope(
          'pasteFilesDirs',
          `<arg0>${LOGIN}</arg0><arg1>${PASSWORD}</arg1><arg2>501</arg2><arg3>false</arg3><arg4/><arg5><item>502</item></arg5>`,
        ),
      ),
    /<return><\/return>/,
  ],
  [
    'a folder with many files that is deleted for good',
    () => call(envelope('deleteFolderFinal', LOGIN, PASSWORD, 500)),
    /deleteFolderFinalResponse/,
  ],
  ['a listing', () => call(envelope('getItems', LOGIN, PASSWORD, 500)), /f49999/],
];

test.skipIf(!existsSync(PROCESSOR_TIME)).each(LARGE)(
  '%s: others go on meanwhile',
  async (_, request, has) => {
    await expectShortPauses(async () => {
      const response = await request();
      expect(typeof response === 'string' ? response : JSON.stringify(response)).toMatch(has);
      await put('/_control/namespaces/many', undefined, 'json', 'DELETE');
    });
  },
);

test('a name that is there twice is found, and where', async () => {
  const response = await put(
    '/_control/fixture',
    'accounts:\n  - login: a\n    password: p\n    login: b\n',
    'yaml',
  );
  expect(response.status).toBe(400);
  expect(response.text).toContain('fixture:4:5: Map keys must be unique');
});
