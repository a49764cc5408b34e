import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { ALLOWED, ANYBODY, PORTABLE, ROOMS, WITHOUT_THEIR_ROOMS } from './testing/allowed-imports.js';

const PLATFORM =
  /\b(Buffer|process|__dirname|require)\b\s*[.(]|\bDate\.now\(|\bMath\.random\(|\bnew Date\(\)/;

const isSource = (name: string): boolean =>
  name.endsWith('.ts') && !/\.test\.ts$|\.d\.ts$|(^|\/)testing\//.test(name);
/** The sources in a folder, or the file itself. Of `conformance` only the files directly in it: its rooms are folders with separate entries. */
const sourcesIn = (folder: string) =>
  pathsIn(folder).map((path) => ({ folder, path, text: readFileSync(path, 'utf8') }));
const pathsIn = (folder: string): string[] =>
  folder.endsWith('.ts')
    ? [folder]
    : readdirSync(folder, { recursive: folder !== 'conformance', encoding: 'utf8' })
        .filter(isSource)
        .map((name) => join(folder, name));
const sources = Object.keys(ALLOWED).flatMap(sourcesIn);
const allSources = [...sources, ...sourcesIn('scripts')];

const importsOf = (text: string): string[] =>
  [...text.matchAll(/\b(?:from|import\()\s*'([^']+)'/g)].map(([, target = '']) => target);

/** What a file of this project imports, types included, by its path. */
const ownImports = (path: string, text: string): string[] =>
  importsOf(text)
    .filter((name) => name.startsWith('.'))
    .map((target) => normalize(join(dirname(path), target)));

test('each file imports only what its folder may', () => {
  const offenders = sources.flatMap(({ folder, path, text }) =>
    ownImports(path, text)
      .filter((file) =>
        [folder, ...ANYBODY, ...(ALLOWED[folder] ?? [])].every(
          (allowed) => file !== allowed && !file.startsWith(`${allowed}/`),
        ),
      )
      .map((file) => `${path} imports ${file}`),
  );
  expect(offenders).toEqual([]);
});

test('every source of the server and the kit is checked', () => {
  const checked = sources.map(({ path }) => path);
  expect(new Set(checked).size).toBe(checked.length);
  const all = ['mock-server', 'conformance'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(isSource)
      .map((name) => join(folder, name)),
  );
  expect(all.filter((path) => !checked.includes(path))).toEqual([]);
});

test('a room is imported through its index.ts, but for what that does not load because it is slow', () => {
  const offenders = allSources.flatMap(({ path, text }) =>
    ownImports(path, text)
      .map((file) => file.replace(/\.js$/, '.ts'))
      .filter((file) => {
        const room = ROOMS.find((each) => file.startsWith(`${each}/`));
        if (!room || path.startsWith(`${room}/`) || !file.endsWith('.ts')) return false;
        if (WITHOUT_THEIR_ROOMS.includes(file)) return false;
        return file !== `${room}/index.ts` && loadedWith(`${room}/index.ts`).has(file);
      })
      .map((file) => `${path} imports ${file}`),
  );
  expect(offenders).toEqual([]);
});

/** Imports that lead back to where they begin, each as the files on the way. */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const way: string[] = [];
  const follow = (path: string): void => {
    if (way.includes(path)) found.push([...way.slice(way.indexOf(path)), path].join(' -> '));
    if (done.has(path)) return;
    done.add(path);
    way.push(path);
    for (const target of imports.get(path) ?? []) follow(target);
    way.pop();
  };
  for (const path of imports.keys()) follow(path);
  return found;
}

test('no imports go in a circle, those of types and those that come later among them', () => {
  const imports = allSources.map(
    ({ path, text }) => [path, ownImports(path, text).map((file) => file.replace(/\.js$/, '.ts'))] as const,
  );
  expect(circles(new Map(imports))).toEqual([]);
  expect(
    circles(
      new Map([
        ['a', ['b']],
        ['b', ['c', 'd']],
        ['c', ['a']],
        ['d', []],
      ]),
    ),
  ).toEqual(['a -> b -> c -> a']);
});

const NOW = /^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'/gm;
const NOW_OR_LATER = /^(?:import|export) (?!type )(?:[^;]*? from )?'([^']+)'|\bimport\(\s*'([^']+)'/gm;

/** A module and what it loads: its imports but for types, theirs, and so on. */
function loadedWith(path: string, imports = NOW, loaded = new Set<string>()): Set<string> {
  if (loaded.has(path)) return loaded;
  loaded.add(path);
  if (!path.endsWith('.ts')) return loaded;
  const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  for (const [, now, later] of code.matchAll(imports)) {
    const target = now ?? later ?? '';
    loadedWith(
      target.startsWith('.') ? join(dirname(path), target).replace(/\.js$/, '.ts') : target,
      imports,
      loaded,
    );
  }
  return loaded;
}

test('the command line loads no room of the server before a command runs', () => {
  const loaded = [...loadedWith('scripts/cli/cli.ts')];
  expect(loaded).toContain('scripts/cli/serve-command.ts');
  expect(loaded.filter((each) => /^mock-server\/[^/]+\/index\.ts$|^conformance\//.test(each))).toEqual([]);
});

test.each(['scripts/cli/cli.ts', 'scripts/cli/serve.ts'])(
  '%s loads no schema before it is needed',
  (path) => {
    expect([...loadedWith(path)]).not.toContain('valibot');
  },
);

test('the commands on reports load no fast-check', () => {
  const loaded = [
    ...loadedWith('scripts/cli/report-files.ts'),
    ...loadedWith('scripts/cli/write-reports.ts'),
  ];
  expect(loaded).toContain('conformance/reports/read-report.ts');
  expect(loaded).not.toContain('fast-check');
});

// Options that are given in code are checked in the same turn, which takes the schemas.
test.each([
  'scripts/cli/cli.ts',
  'scripts/cli/serve.ts',
  'mock-server/index.ts',
  'conformance/server-suite/peer/strong-soap-server.ts',
])('%s loads no YAML, no table of edge accounts and no SOAP toolkit before it is needed', (path) => {
  const loaded = [...loadedWith(path)];
  expect(loaded.length).toBeGreaterThan(3);
  expect(loaded.filter((each) => /^(?:yaml|strong-soap)$|\/edge-accounts\.ts$/.test(each))).toEqual([]);
});

test('the control API runs on any platform with all that it loads', () => {
  const loaded = [...loadedWith('mock-server/control/handle.ts')];
  expect(loaded).toContain('mock-server/control/journal.ts');
  expect(loaded.filter((each) => each.startsWith('node:'))).toEqual([]);
});

test('what serves runs on any platform with all that it loads, at once or later', () => {
  const reached = [...loadedWith('mock-server/http/serve-request.ts', NOW_OR_LATER)];
  expect(reached).toContain('mock-server/http/uploads/index.ts');
  expect(reached).toContain('mock-server/soap/dialect/respell.ts');
  expect(reached.filter((each) => /^(?:node:|multer$)|mock-server\/node/.test(each))).toEqual([]);
});

test('what is portable uses nothing of a platform', () => {
  const offenders = sources
    .filter(({ folder }) => PORTABLE.includes(folder))
    .flatMap(({ path, text }) => {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
      const used = [
        ...importsOf(text).filter((name) => name.startsWith('node:')),
        code.match(PLATFORM)?.[0] ?? [],
      ];
      return used.flat().map((what) => `${path} uses ${what}`);
    });
  expect(offenders).toEqual([]);
});

/** Packages that were looked into: they run in browsers, by themselves or by what package.json gives to browsers. */
const PACKAGES_FOR_BROWSERS: ReadonlySet<string> = new Set([
  '@noble/hashes/legacy.js',
  '@noble/hashes/utils.js',
  'content-disposition',
  'exifreader',
  'fresh',
  'mime-db',
  'msw',
  'music-metadata',
  'negotiator',
  'saxes',
  'strtok3/core',
  'uint8array-extras',
  'valibot',
  'yaml',
]);

test('all that msw handlers need runs in a browser', () => {
  const needed = [...loadedWith('mock-server/msw/index.ts', NOW_OR_LATER)];
  expect(needed).toContain('mock-server/world/world.ts');
  expect(needed).toContain('mock-server/media/music.ts');
  expect(needed).toContain('mock-server/forms/form-data.ts');
  const packages = needed.filter((each) => !/\.(?:ts|json)$/.test(each));
  expect(packages.filter((name) => !PACKAGES_FOR_BROWSERS.has(name))).toEqual([]);
  for (const path of needed.filter((each) => each.endsWith('.ts'))) {
    const code = readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
    expect(/\b(?:Buffer|process|require|__dirname)\b\s*[.(]/.exec(code)?.[0], path).toBeUndefined();
  }
});
