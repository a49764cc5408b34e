/** A package in `package-lock.json`. */
export interface Entry {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/**
 * The packages that others need, by their folders in the lock file: without optional and peer dependencies.
 * @throws Error when one is not in the lock file
 */
export function neededBy(roots: readonly string[], packages: Readonly<Record<string, Entry>>): Set<string> {
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
