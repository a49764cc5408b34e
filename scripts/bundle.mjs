import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'rolldown';
import { root } from './prepare.mjs';

/**
 * Small packages that each start needs. One file loads faster than a hundred, and of valibot only the part in use.
 * Everything else is loaded on demand, from the package that the user has.
 */
const BUNDLED = [
  '@noble/hashes',
  'commander',
  'fast-check',
  'pure-rand',
  'saxes',
  'uint8array-extras',
  'valibot',
  'xmlchars',
];

// The bundler has its own runtime.
const isBundled = (id) =>
  [...BUNDLED, '@oxc-project/runtime'].some((name) => id === name || id.startsWith(`${name}/`));

/** The entry points of package.json, and the script of a thread. */
const ENTRIES = {
  cli: 'scripts/cli/cli',
  index: 'mock-server/index',
  'scale-worker': 'mock-server/media/scale-worker',
  'msw-node': 'mock-server/msw/node',
  'msw-undici': 'mock-server/msw/undici',
  'msw-vitest': 'mock-server/msw/vitest',
  conformance: 'conformance/index',
  'conformance-server': 'conformance/server',
  'conformance-vitest': 'conformance/vitest',
  client: 'conformance/clients/typescript/index',
  'client-stdio': 'conformance/clients/typescript/stdio',
};

/** The licences of the bundled packages ask for their text beside the code. */
const licences = {
  name: 'licences',
  generateBundle() {
    const texts = BUNDLED.map((name) => {
      const folder = join(root, 'node_modules', name);
      const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
      const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
      return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8') : ''}`;
    });
    this.emitFile({ type: 'asset', fileName: 'LICENCES.txt', source: texts.join('\n\n') });
  },
};

const bundle = (entries, folder, platform) =>
  build({
    input: Object.fromEntries(
      Object.entries(entries).map(([name, path]) => [name, join(root, 'dist', `${path}.js`)]),
    ),
    platform,
    external: (id) => /^[^./]/.test(id) && !isBundled(id),
    plugins: [licences],
    output: { dir: join(root, 'dist', folder), chunkFileNames: '[name]-[hash].js', comments: false },
  });

// Each file lies one folder below dist/: mock-server/asset.ts counts on it.
await bundle(ENTRIES, 'bundle', 'node');
await bundle({ msw: 'mock-server/msw/index' }, 'browser', 'browser');
