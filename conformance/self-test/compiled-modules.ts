import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of what is compiled, from the sources and from what is compiled alike. Ends with a slash. */
export const DIST = fileURLToPath(
  new URL('../../dist/', import.meta.url.replace('/dist/conformance/', '/conformance/')),
);

/** A compiled module. */
interface CompiledModule {
  readonly text: string;
  /** Paths of the modules of this project that it imports, at once or later. */
  readonly imports: readonly string[];
}

/** A module and every other one that is reached from it, by their paths. */
export type CompiledModules = ReadonlyMap<string, CompiledModule>;

/** The path of a module of this project in an import of a compiled file, and the text before it. */
const IMPORT = /(\bfrom |\bimport\(|\bimport )'(\.\.?\/[^']+)'/g;

const known = new Map<string, Promise<CompiledModules>>();

/** Reads a compiled module and everything it imports; once in a process. @throws Error of node:fs when one is missing */
export function compiledModules(entry: string): Promise<CompiledModules> {
  const reading = known.get(entry) ?? readAll(entry);
  known.set(entry, reading);
  return reading;
}

/** A text of the module at `path` with other names in its imports. */
export function withImports(
  path: string,
  text: string,
  rename: (target: string, name: string) => string,
): string {
  return text.replace(IMPORT, (_, before: string, name: string) => {
    return `${before}'${rename(targetOf(path, name), name)}'`;
  });
}

async function readAll(entry: string): Promise<CompiledModules> {
  const found = new Map<string, CompiledModule>();
  for (let wanted = [entry]; wanted.length > 0; ) {
    const read = await Promise.all(wanted.map(async (path) => [path, await readOne(path)] as const));
    for (const [path, one] of read) found.set(path, one);
    wanted = [...new Set(read.flatMap(([, { imports }]) => imports))].filter((path) => !found.has(path));
  }
  return found;
}

async function readOne(path: string): Promise<CompiledModule> {
  // The map stays behind where a module is copied, and would be looked for in vain.
  const text = (await readFile(path, 'utf8')).replace(/^\/\/# sourceMappingURL=.*$/m, '');
  return { text, imports: Array.from(text.matchAll(IMPORT), ([, , name = '']) => targetOf(path, name)) };
}

const targetOf = (path: string, name: string): string => resolve(path, '..', name);
