import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { send } from '../control/testing/control-client.js';
import { ask } from '../control/testing/testbed.js';
import { type FourSharedFake, startFourShared } from '../index.js';
import { CHROMIUM, FLAGS, IS_MISSING, WITHOUT_CHROMIUM } from '../testing/chromium.js';

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
const SIZE_LIMIT = 120_000;

let fake: FourSharedFake;
let browser: Browser | undefined;

beforeAll(async () => {
  fake = await startFourShared({ storage: 'memory' });
  if (!IS_MISSING) browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
});
afterAll(async () => {
  await browser?.close();
  await fake.close();
});

/** The page of a new namespace; a complaint in its console fails the test. */
async function open(name: string, view = 'live') {
  if (!browser) throw new Error('Chromium is missing');
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // The browser itself reports each refusal that the page shows.
    if (message.type() === 'error' && !message.text().includes('status of 422'))
      complaints.push(message.text());
  });
  onTestFinished(async () => {
    await page.close();
    expect(complaints).toEqual([]);
  });
  const space = () => fake.namespace(name);
  const base = `${fake.url}/~${name}`;
  await page.goto(`${base}/_control/ui/#${view}`);
  return { page, stage: { fake, name, base, space } };
}

/** Serious findings of axe-core. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async () => {
    const axe = Reflect.get(globalThis, 'axe') as {
      run(): Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }>;
    };
    const { violations } = await axe.run();
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  });
}

test('the page is small, and takes nothing from elsewhere', () => {
  const files = readdirSync('dist/ui').map((name) => readFileSync(`dist/ui/${name}`));
  expect(files.length).toBeGreaterThan(3);
  expect(files.reduce((sum, bytes) => sum + gzipSync(bytes).length, 0)).toBeLessThan(SIZE_LIMIT);
  expect(readFileSync('dist/ui/index.html', 'utf8')).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
});

test('its files are behind the gate, have strict headers, and are cached by their names', async () => {
  const at = (path: string, headers = {}) => send(fake.url, 'GET', `/_control/ui${path}`, { headers });
  const index = await at('/');
  expect(index.headers['content-security-policy']).toContain("default-src 'self'");
  expect(index.headers['cache-control']).toBe('no-cache');
  expect((await at('/', { 'if-none-match': index.headers['etag'] })).status).toBe(304);
  const script = /src="\.(\/[^"]+)"/.exec(index.text)?.[1] ?? '';
  expect((await at(script)).headers).toMatchObject({
    'cache-control': expect.stringContaining('immutable'),
    'content-type': 'text/javascript; charset=utf-8',
  });
  expect(await at('')).toMatchObject({ status: 308, headers: { location: 'ui/' } });
  expect((await at('/..%2findex.html')).status).toBe(404);
  expect((await at('/', { host: 'evil.example' })).status).toBe(403);
  expect((await at('/', { origin: 'http://evil.example' })).status).toBe(403);
  expect((await send(fake.url, 'GET', '/')).text).toContain(`href="${fake.url}/_control/ui/"`);
  const closed = await startFourShared({ storage: 'memory', control: false });
  onTestFinished(() => closed.close());
  expect((await send(closed.url, 'GET', '/_control/ui/')).status).toBe(404);
  expect((await send(closed.url, 'GET', '/')).text).not.toContain('_control');
});

test.skipIf(IS_MISSING)(
  `a call is seen live, and a click makes the next one fail${WITHOUT_CHROMIUM}`,
  async () => {
    const { page, stage } = await open('live-page');
    await page.getByText('No exchanges yet').waitFor();
    await ask(stage);
    await page.getByRole('button', { name: 'getFreeSpace' }).click();
    await page.getByRole('button', { name: 'Make the next one fail' }).click();
    await page.getByText('Armed: the next one').waitFor();
    expect(await findings(page)).toEqual([]);
    expect(await ask(stage)).toMatchObject({ text: expect.stringContaining('Armed on the page') });
    await page.getByRole('button', { name: 'Armed on the page' }).waitFor();
    await page.getByLabel('Outcome').selectOption('fault');
    await page.getByText('1 shown').waitFor();
  },
);

test.skipIf(IS_MISSING)(`an account is edited, and names are text${WITHOUT_CHROMIUM}`, async () => {
  const name = '<img src=x onerror="document.title=1">.txt';
  const space = fake.namespace('world-page');
  const account = space.world.account('user@example.com');
  if (!account) throw new Error('the account is missing');
  space.world.addFile(account, { name, text: 'x' });
  const { page } = await open('world-page', 'world');
  await page.getByText(name, { exact: true }).waitFor();
  const card = page.getByRole('article').filter({ hasText: 'user@example.com' }).first();
  await card.getByText('Change').click();
  await card.getByLabel('Quota in bytes').fill('9007199254740993');
  await card.getByRole('button', { name: 'Save' }).click();
  await card.getByText('Saved.').waitFor();
  expect(space.account('user@example.com').quota).toBe(9007199254740993n);
  expect(await page.title()).toBe('4shared-testkit');
  expect(await findings(page)).toEqual([]);
});

test.skipIf(IS_MISSING)(`an edge case is armed, and a snapshot restored${WITHOUT_CHROMIUM}`, async () => {
  const { page, stage } = await open('faults-page', 'faults');
  await page.getByRole('button', { name: 'Arm form-no-space' }).click();
  await page.getByText('never fired').waitFor();
  expect(stage.space().rules.list()).toMatchObject([
    { rule: { on: { kind: 'part', account: 'user@example.com' }, times: 1 } },
  ]);
  await page.getByLabel('Name of the snapshot').fill('before');
  await page.getByRole('button', { name: 'Take' }).click();
  await page.getByText('Saved before.').waitFor();
  stage.space().changeAccount('user@example.com', { freeSpace: 0n });
  await page.getByRole('button', { name: 'Restore before' }).click();
  await page.getByText('Restored before.').waitFor();
  expect(stage.space().account('user@example.com').freeSpace).toBeGreaterThan(0n);
  await page.locator('input[type=file]').setInputFiles({
    name: 'bad.yaml',
    mimeType: 'application/yaml',
    buffer: Buffer.from('accounts:\n  - login: a@b.c\n'),
  });
  await page.getByText(/fixture:2/).waitFor();
  expect(await findings(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test.skipIf(IS_MISSING)(`a page of another origin can do none of it${WITHOUT_CHROMIUM}`, async () => {
  const foreign = createServer((_, response) => response.end('<!doctype html><title>foreign</title>'));
  await new Promise<void>((resolve) => foreign.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void foreign.close());
  const page = await browser?.newPage();
  if (!page) throw new Error('Chromium is missing');
  onTestFinished(() => page.close());
  await page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);
  const results = await page.evaluate(async (url) => {
    const tries: [string, RequestInit][] = [
      ['journal/events', {}],
      ['accounts', {}],
      ['rules', { method: 'POST', body: '{"on":{"kind":"call"},"do":[]}', mode: 'no-cors' }],
      ['journal', { method: 'DELETE' }],
    ];
    return Promise.all(
      tries.map(([path, init]) =>
        fetch(`${url}/_control/${path}`, init).then(
          ({ type, status }) => `${type} ${status}`,
          () => 'failed',
        ),
      ),
    );
  }, fake.url);
  expect(results).toEqual(['failed', 'failed', 'failed', 'failed']);
  expect(fake.namespace().rules.list()).toEqual([]);
});
