import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './prepare.mjs';

const out = join(root, 'dist/ui');

// Flat, and with relative addresses: the page is also below the prefix of each namespace.
await build({
  configFile: false,
  logLevel: 'warn',
  root: join(root, 'mock-server/ui'),
  base: './',
  build: {
    outDir: out,
    emptyOutDir: true,
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
  },
});

const preact = join(root, 'node_modules/preact');
const { version, license } = JSON.parse(readFileSync(join(preact, 'package.json'), 'utf8'));
writeFileSync(
  join(out, 'LICENCES.txt'),
  `preact ${version} (${license})\n\n${readFileSync(join(preact, 'LICENSE'), 'utf8')}`,
);
