import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { neededBy } from '../needed-packages.js';

/** A folder that the package is installed in, as npm does it for a user. */
export interface Installed {
  readonly folder: string;
  readonly tarball: string;
  /** The packages beside it, in `node_modules`. */
  readonly packages: readonly string[];
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
