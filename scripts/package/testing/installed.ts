import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** A folder that the package is installed in, as npm does it for a user. */
export interface Installed {
  readonly folder: string;
  readonly tarball: string;
  /** The packages beside it, in `node_modules`. */
  readonly packages: readonly string[];
}

interface Entry {
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages that a package needs, by their folders in the lock file. */
function neededBy(roots: readonly string[], packages: Readonly<Record<string, Entry>>): Set<string> {
  const found = new Set<string>();
  const follow = (from: string, name: string): void => {
    // As Node looks them up: beside it, then in each folder above.
    for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
      const path = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
      const entry = packages[path];
      if (entry) {
        if (found.has(path)) return;
        found.add(path);
        for (const next of Object.keys(entry.dependencies ?? {})) follow(path, next);
        return;
      }
      if (at === '') throw new Error(`${name}, which ${from} needs, is not in package-lock.json`);
    }
  };
  for (const name of roots) follow('', name);
  return found;
}

/** Packs the package and installs it with its dependencies, linked from here instead of downloaded. */
export function installHere(): Installed {
  const folder = mkdtempSync(join(tmpdir(), 'installed-test-'));
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], {
    stdio: 'pipe',
  });
  const { name, version, dependencies, bin } = JSON.parse(readFileSync('package.json', 'utf8'));
  const tarball = join(folder, `${name}-${version}.tgz`);
  const home = join(folder, 'node_modules', name);
  mkdirSync(home, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1']);
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const packages = [...neededBy(Object.keys(dependencies), lock.packages)];
  for (const path of packages) link(folder, path);
  mkdirSync(join(folder, 'node_modules/.bin'));
  symlinkSync(join(home, bin[name]), join(folder, 'node_modules/.bin', name));
  return { folder, tarball, packages };
}

/** Links a package into the folder, with the packages inside it. */
export function link(folder: string, path: string): void {
  const target = join(folder, path);
  if (existsSync(target)) return;
  mkdirSync(dirname(target), { recursive: true });
  symlinkSync(resolve(path), target);
}
