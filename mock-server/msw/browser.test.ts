import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IS_MISSING, stay, WITHOUT_CHROMIUM } from '../testing/chromium.js';

// The handlers in a real browser: bundled as an application would be, behind the service worker of msw.

const WORKER = '/mockServiceWorker.js';

const files = new Map<string, string>();
const external: string[] = [];
let server: Server;

/** What the page says in the end. */
let tell: (result: string) => void = () => {};
const told = new Promise<string>((resolve) => {
  tell = resolve;
});

beforeAll(async () => {
  const { output } = (await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      target: 'esnext',
      rolldownOptions: { input: 'mock-server/msw/testing/page.ts', output: { entryFileNames: 'page.js' } },
    },
  })) as Rolldown.RolldownOutput;
  for (const chunk of output) {
    if (chunk.type !== 'chunk') continue;
    files.set(`/${chunk.fileName}`, chunk.code);
    external.push(...chunk.moduleIds.filter((id) => /__vite-browser-external|^node:/.test(id)));
  }
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    response.setHeader('content-type', path === '/' ? 'text/html' : 'text/javascript');
    if (path === '/result') void text(request).then((result) => response.end(tell(result)));
    else if (path === WORKER) createReadStream(workerScript()).pipe(response);
    else
      response.end(
        path === '/'
          ? '<!doctype html><body><script type="module" src="/page.js"></script>'
          : files.get(path),
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const workerScript = (): string =>
  `${dirname(createRequire(import.meta.url).resolve('msw/package.json'))}/lib${WORKER}`;

test('a bundle for browsers has nothing of Node in it', () => {
  expect(files.size).toBeGreaterThan(1);
  expect(external).toEqual([]);
});

test.skipIf(IS_MISSING)(`a page uploads a file and downloads it again${WITHOUT_CHROMIUM}`, async () => {
  const { port } = server.address() as AddressInfo;
  expect(JSON.parse(await stay(`http://127.0.0.1:${port}/`, told))).toEqual({
    link: expect.stringMatching(/^https:\/\/dc1\.4shared\.com\/download\//),
    isSame: true,
    ports: 1,
    preview: [30, 20],
    kinds: 'ccccppcccccccppccd',
  });
});
