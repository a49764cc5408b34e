import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { EDGE_ACCOUNTS, type EdgeAccount } from '../fixtures/edge-accounts.js';
import { envelope, faultString, returned, textOf } from '../fixtures/envelopes.js';
import { byteField, FORM_TYPE, formBody, idField, part } from './http/testing/transfer-testbed.js';
import { md5Hex, type Seen, WireTestbed } from './http/testing/wire-testbed.js';
import { SIGHTINGS } from './testing/edge-sightings.js';

const SIZE = 1000;
const BYTES = Buffer.alloc(SIZE, 'edge ');

// What is slow is slow by a tenth of its time here: it is still the client that has to wait.
vi.mock('./serving/sleep.js', async (original) => {
  const { sleep } = await original<typeof import('./serving/sleep.js')>();
  return { sleep: (ms: number, signal?: AbortSignal) => sleep(ms / 10, signal) };
});

let bed: WireTestbed;
beforeAll(async () => {
  bed = await WireTestbed.start();
});
afterAll(() => bed.close());

test('every edge account is in the table of what clients see, and nothing else is', () => {
  expect(Object.keys(SIGHTINGS).sort()).toEqual(EDGE_ACCOUNTS.map(({ name }) => name).sort());
});

/** Where somebody just has to wait, zeep does it: side by side. */
const QUICK = EDGE_ACCOUNTS.map(({ name }) => name).filter((name) => SIGHTINGS[name]?.raw !== 'waits');

/** What a step looked like, without what is different each time. */
interface Step {
  readonly step: string;
  readonly seen: string;
}

/** Goes through the whole recipe over bare sockets whatever comes, each step with what a healthy account would have. */
async function rawRecipe(login: string): Promise<Step[]> {
  const steps: Step[] = [];
  const note = (step: string, { head, body, end }: Seen): void => {
    const [status = ''] = head.split('\r\n');
    const seen = body
      .toString('latin1')
      .replaceAll(String(bed.port), 'PORT')
      .replace(/[0-9a-f]{32}/g, 'KEY')
      .replace(/\b1\d{9}\b/g, 'ID')
      .replace(/<date>.*?<\/date>|\/file\/[\w-]{8}\//g, '');
    steps.push({ step, seen: `${status} ${seen} ${end}` });
  };
  const call = async (name: string, ...args: readonly (string | number)[]): Promise<string> => {
    const body = Buffer.from(envelope(name, ...args));
    const seen = await bed.exchange('POST', '/jax3/DesktopApp', body, ['Content-Type: text/xml']);
    note(name, seen);
    return textOf(returned(seen.body.toString()));
  };
  const ask = (name: string, ...args: readonly (string | number)[]) => call(name, login, 'whatever', ...args);
  const { world } = bed.namespace;
  await ask('login');
  await call('hasRightUpload');
  await ask('isAccountActive');
  await ask('isAccountBanned');
  await ask('getFreeSpace');
  await ask('getMaxFileSize');
  const key = await ask('createUploadSessionKey', -1);
  await ask('getNewFileDataCenter');
  await call('getUploadFormUrl', 1, key);
  await ask('uploadStartFile', -1, 'file.bin', SIZE);
  const account = world.account(login);
  if (!account) return steps;
  const id = [...world.uploads].find(({ uploader }) => uploader === account)?.id ?? 0n;
  const target = `/main/upload.jsp?sId=${encodeURIComponent(world.sessions.open(account))}&dcId=1`;
  for (const first of [0, SIZE / 2]) {
    const body = formBody([idField(id), byteField(first), part(BYTES.subarray(first, first + SIZE / 2))]);
    note('form', await bed.exchange('POST', target, body, [`Content-Type: ${FORM_TYPE}`]));
  }
  await ask('uploadFinishFile', String(id), md5Hex(BYTES));
  const file = world.find(login, 'file.bin');
  const link = file ? `/download/${file.code}/file.bin` : '/download/none';
  await ask('getFileInfo', String(id));
  note('download', await bed.exchange('GET', link, Buffer.alloc(0)));
  return steps;
}

describe('over bare sockets', () => {
  let healthy: Step[];
  beforeAll(async () => {
    bed.namespace.world.addAccount({ login: 'healthy@b.c', password: 'whatever' });
    healthy = await rawRecipe('healthy@b.c');
  });

  test.each(QUICK)('%s is as any other account up to what it is named for', async (name) => {
    const steps = await rawRecipe(`${name}@edge.test`);
    const first = healthy.find(({ seen }, i) => steps[i]?.seen !== seen);
    expect(first?.step ?? 'nothing').toBe(SIGHTINGS[name]?.raw);
  });
});

test('uploads-disabled answers for functions without credentials once it was named', async () => {
  const space = bed.service.namespaces.open('switch');
  const hasRight = async (): Promise<string> => {
    const body = Buffer.from(envelope('hasRightUpload'));
    return returned(
      (
        await bed.exchange('POST', '/~switch/jax3/DesktopApp', body, ['Content-Type: text/xml'])
      ).body.toString(),
    );
  };
  expect(await hasRight()).toBe('true');
  const login = Buffer.from(envelope('login', 'Uploads-Disabled+7@Edge.Test', ''));
  await bed.exchange('POST', '/~switch/jax3/DesktopApp', login, ['Content-Type: text/xml']);
  expect(await hasRight()).toBe('false');
  expect(space.journal.entries().at(-1)).toMatchObject({ rules: ['edge:uploads-disabled+7'] });
});

test('a rule that was armed comes before those of an edge account; an unknown edge account is nobody', async () => {
  const space = bed.service.namespaces.open('own-rules');
  const ask = async (login: string): Promise<string> => {
    const body = Buffer.from(envelope('getNewFileDataCenter', login, 'x'));
    const seen = await bed.exchange('POST', '/~own-rules/jax3/DesktopApp', body, ['Content-Type: text/xml']);
    return returned(seen.body.toString()) || faultString(seen.body.toString());
  };
  expect(await ask('zero-datacenter@edge.test')).toBe('0');
  const on = { kind: 'call', account: 'zero-datacenter@edge.test' } as const;
  await space.arm({ on, do: [{ act: 'return', value: '7' }], times: 1 });
  expect(await ask('zero-datacenter@edge.test')).toBe('7');
  expect(await ask('zero-datacenter@edge.test')).toBe('0');
  expect(await ask('no-such-thing@edge.test')).toBe('Invalid login or password');
});

const zeep = spawnSync('/usr/bin/python3', ['-c', 'import zeep, requests']).status === 0;

/** How long zeep waits, in seconds: what never comes is not worth waiting for, and whatever a slow machine delays is. */
const patience = (name: string): number => (String(SIGHTINGS[name]?.zeep).includes('timed out') ? 3 : 100);

describe.skipIf(!zeep)(`with zeep${zeep ? '' : ' (skipped: install python3-zeep python3-requests)'}`, () => {
  const outcomes = new Map<string, { readonly stopped: string | null; readonly error?: string }>();
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'edge-test-'));
    const path = join(folder, 'file.bin');
    writeFileSync(path, BYTES);
    const script = 'fixtures/testing/edge_uploads.py';
    const wsdl = `${bed.url}/jax3/DesktopApp?wsdl`;
    const child = spawn('/usr/bin/python3', [script, wsdl, path], { stdio: ['pipe', 'pipe', 'inherit'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (piece: string) => {
      out += piece;
    });
    // Side by side, but each by itself: hasRightUpload answers for the last account of its namespace.
    const job = ({ name }: EdgeAccount): string =>
      `${bed.url}/~${name}/jax3/DesktopApp ${name}@edge.test ${patience(name)}`;
    child.stdin.end(EDGE_ACCOUNTS.map(job).join('\n'));
    await new Promise((resolve) => child.on('close', resolve));
    rmSync(folder, { recursive: true });
    for (const line of out.trim().split('\n')) {
      const { login, ...outcome } = JSON.parse(line);
      outcomes.set(login.replace('@edge.test', ''), outcome);
    }
  }, 300_000);

  test.each(EDGE_ACCOUNTS.map(({ name }) => name))('%s', (name) => {
    const { stopped, error } = outcomes.get(name) ?? {};
    const expected = SIGHTINGS[name]?.zeep;
    if (expected instanceof RegExp) expect(error).toMatch(expected);
    else expect([stopped, error]).toEqual([expected, undefined]);
  });
});
