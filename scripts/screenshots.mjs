import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from './prepare.mjs';

// Pictures of each view of the page, light and dark, wide and narrow: node scripts/screenshots.mjs [FOLDER]

const { startFourShared } = await import(join(root, 'dist/bundle/index.js'));
const folder = process.argv[2] ?? '/tmp/4shared-testkit-screenshots';
mkdirSync(folder, { recursive: true });

const fake = await startFourShared({ storage: 'memory' });
const { login, password } = fake.account;
await fake.namespace().arm({
  id: 'full',
  note: 'no space once',
  on: { kind: 'call', operation: 'getFreeSpace' },
  do: [{ act: 'fault', text: 'No space left' }],
  times: 1,
});
const call = (operation, ...values) => {
  const args = values.map((value, index) => `<arg${index}>${value}</arg${index}>`).join('');
  return fetch(`${fake.url}/jax3/DesktopApp`, {
    method: 'POST',
    headers: { 'Content-Type': 'text/xml' },
    body: `<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><a:${operation} xmlns:a="http://api.soap.shared.pmstation.com/">${args}</a:${operation}></e:Body></e:Envelope>`,
  });
};
await fake.namespace().world.addFolder(fake.world.account(login), {
  name: 'Holiday',
  files: [
    { name: 'beach.jpg', size: 2_400_000n },
    { name: '<img src=x onerror=alert(1)>.txt', text: 'a name is text' },
  ],
});
for (const operation of [
  'login',
  'getFreeSpace',
  'getFreeSpace',
  'getRoot',
  'getMaxFileSize',
  'hasRightUpload',
])
  await call(operation, login, password);
await call('login', login, 'wrong');
await call('uploadStartFile', login, password, -1, 'film.mkv', 5_000_000);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
for (const colorScheme of ['light', 'dark'])
  for (const [width, height] of [
    [1600, 900],
    [360, 740],
  ]) {
    const page = await browser.newPage({ viewport: { width, height }, colorScheme });
    const take = (name) => page.screenshot({ path: join(folder, `${name}-${colorScheme}-${width}.png`) });
    await page.goto(`${fake.url}/`);
    await take('front');
    await page.goto(`${fake.url}/_control/ui/`);
    await page.getByText('shown').waitFor();
    await page.locator('.row').first().waitFor();
    await take('live');
    await page.locator('.row').nth(3).click();
    await page.getByText('Response', { exact: true }).waitFor();
    await take('detail');
    await page.goto(`${fake.url}/_control/ui/#world`);
    await page.getByText('Unfinished uploads').waitFor();
    await page.locator('summary', { hasText: 'Holiday' }).click();
    await take('world');
    await page.goto(`${fake.url}/_control/ui/#faults`);
    await page.getByText('no space once').waitFor();
    await page.getByRole('heading', { name: 'form-no-space' }).waitFor();
    await take('faults');
    await page.close();
  }
await browser.close();
await fake.close();
process.stdout.write(`${folder}\n`);
