import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { type Entry, neededBy } from './needed-packages.js';

// Prints the parts list of the package (CycloneDX): what it installs, and what its bundle contains. Build first.

interface Component {
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
}

interface Bom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn?: readonly string[] }[];
}

interface Manifest {
  readonly name: string;
  readonly dependencies: Readonly<Record<string, string>>;
}

const manifest: Manifest = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Not by `npm sbom --omit dev`: it leaves out what the development needs, too, and takes the packages in the bundle for
 * dependencies of the development.
 */
function parts(): Set<string> {
  const { packages }: { readonly packages: Readonly<Record<string, Entry>> } = JSON.parse(
    readFileSync('package-lock.json', 'utf8'),
  );
  const installed = [...neededBy(Object.keys(manifest.dependencies), packages)].map(
    (path) => `${path.replace(/^.*node_modules\//, '')}@${packages[path]?.version}`,
  );
  const bundled = Array.from(
    readFileSync('dist/bundle/LICENCES.txt', 'utf8').matchAll(/^(\S+) (\d\S*) \(.*\)$/gm),
    ([, name, version]) => `${name}@${version}`,
  );
  return new Set([...installed, ...bundled]);
}

const wanted = parts();
const all: Bom = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  }),
);
const components = all.components.filter(({ name, version }) => wanted.has(`${name}@${version}`));
const refs = new Set([all.metadata.component, ...components].map((each) => each['bom-ref']));
const dependencies = all.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((each) => refs.has(each)) }));
// npm names it after its folder.
const component = { ...all.metadata.component, name: manifest.name };
const metadata = { ...all.metadata, component };
process.stdout.write(`${JSON.stringify({ ...all, metadata, components, dependencies }, null, 2)}\n`);
