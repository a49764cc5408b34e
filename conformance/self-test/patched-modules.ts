import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type CompiledModules, compiledModules, DIST, withImports } from './compiled-modules.js';
import type { Edit } from './mutant.js';

/**
 * The folder of the copies: below node_modules, from where packages are found, and outside of dist, which other tests pack
 * at the same time.
 */
export const COPIES = join(DIST, '../node_modules/.cache/4shared-testkit');

/** Prefix of this process's copies: other processes use the same folder. */
export const OWN = `${process.pid}-`;

/** Compiled modules that can be edited. */
interface Patchable {
  /** Folder that the edits name files in, from `dist/` on. */
  readonly folder: string;
  /** The module of it that is wanted. */
  readonly entry: string;
}

/** A module that was loaded with edits. */
export interface Patched<Module> {
  readonly module: Module;
  /** Removes the copies. To be called when nothing more is imported from them, not even by an `import()` inside. */
  remove(): Promise<void>;
}

/**
 * Loads compiled modules with edits, beside those that are loaded already. Only what is edited and what imports it is
 * copied, the rest is shared. The entry is always a copy, so that the loaded modules have the edits.
 *
 * @throws Error when an edit matches nothing, or more than one place, or a module that the entry does not need
 */
export async function loadPatched<Module>(
  { folder, entry }: Patchable,
  edits: readonly Edit[],
): Promise<Patched<Module>> {
  const top = join(DIST, folder, entry);
  const modules = await compiledModules(top);
  const edited = editedTexts(modules, join(DIST, folder), edits);
  const own = withImporters(modules, [top, ...edited.keys()]);
  await mkdir(COPIES, { recursive: true });
  const copies = await mkdtemp(join(COPIES, OWN));
  const copyOf = (path: string): string => join(copies, relative(DIST, path));
  const remove = (): Promise<void> => rm(copies, { recursive: true });
  try {
    for (const path of own) {
      const text = edited.get(path) ?? modules.get(path)?.text ?? '';
      await mkdir(dirname(copyOf(path)), { recursive: true });
      await writeFile(copyOf(path), copiedText(path, text, own));
    }
    return { module: (await import(pathToFileURL(copyOf(top)).href)) as Module, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Texts of the modules that edits change, by path. */
function editedTexts(
  modules: CompiledModules,
  folder: string,
  edits: readonly Edit[],
): ReadonlyMap<string, string> {
  const edited = new Map<string, string>();
  for (const { file, find, replace } of edits) {
    const path = join(folder, file);
    const pieces = (edited.get(path) ?? modules.get(path)?.text ?? '').split(find);
    if (pieces.length !== 2)
      throw new Error(
        `${path} has ${pieces.length - 1} places with the text of this edit, where one is needed: ${find}`,
      );
    edited.set(path, pieces.join(replace));
  }
  return edited;
}

/** Paths of some modules and of all that import them, at once or later. */
function withImporters(modules: CompiledModules, some: readonly string[]): ReadonlySet<string> {
  const own = new Set(some);
  for (let before = 0; before < own.size; ) {
    before = own.size;
    for (const [path, { imports }] of modules) if (imports.some((each) => own.has(each))) own.add(path);
  }
  return own;
}

/** Shared modules are imported by their address, and files beside the original are found by its address. */
function copiedText(path: string, text: string, own: ReadonlySet<string>): string {
  const renamed = withImports(path, text, (target, name) =>
    own.has(target) ? name : pathToFileURL(target).href,
  );
  return renamed.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
}
