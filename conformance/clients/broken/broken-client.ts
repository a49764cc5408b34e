import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ClientUnderTest } from '../../drivers/client-under-test.js';
import { type ClientObject, inProcessClient } from '../../drivers/in-process-client.js';
import type { Edit, Fault } from './fault.js';

/** Folder of the compiled clients, from the sources and from what is compiled alike. */
const CLIENTS = fileURLToPath(
  new URL(
    '../../../dist/conformance/clients/',
    import.meta.url.replace('/dist/conformance/', '/conformance/'),
  ),
);
const REFERENCE = `${CLIENTS}typescript/`;

/** Texts of the compiled files of the reference client, by name. `stdio.js` is a program: it is not among them. */
type Sources = ReadonlyMap<string, string>;

/**
 * The reference client with a fault; without one, as it is.
 * @throws Error when an edit of the fault matches nothing, or more than one place
 */
export async function brokenClient(fault?: Fault): Promise<ClientUnderTest> {
  const sources = await compiledSources();
  const folder = await mkdtemp(`${CLIENTS}broken-`);
  try {
    const edited = edit(sources, fault?.edits ?? []);
    const own = withImporters(edited, sources);
    for (const [name, text] of edited)
      await writeFile(`${folder}/${name}`, own.has(name) ? text : `export * from '../typescript/${name}';\n`);
    const { typescriptClient } = (await import(pathToFileURL(`${folder}/operations.js`).href)) as {
      typescriptClient: ClientObject;
    };
    return inProcessClient(typescriptClient);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function compiledSources(): Promise<Sources> {
  const names = (await readdir(REFERENCE)).filter((name) => name.endsWith('.js') && name !== 'stdio.js');
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, string]> => {
        const text = await readFile(REFERENCE + name, 'utf8');
        // The map stays behind, and would be looked for in vain.
        return [name, text.replace(/^\/\/# sourceMappingURL=.*$/m, '')];
      }),
    ),
  );
}

function edit(sources: Sources, edits: readonly Edit[]): Sources {
  const edited = new Map(sources);
  for (const { file, find, replace } of edits) {
    const pieces = (edited.get(file) ?? '').split(find);
    if (pieces.length !== 2)
      throw new Error(
        `${REFERENCE}${file} has ${pieces.length - 1} places with the text of this fault, where one is needed: ${find}`,
      );
    edited.set(file, pieces.join(replace));
  }
  return edited;
}

/**
 * Names of the files that were edited, and of all that import them. The others are shared by all clients, as reading the
 * service description takes half a second.
 */
function withImporters(edited: Sources, sources: Sources): ReadonlySet<string> {
  // The fault is in the file that is loaded, whatever else is.
  const own = new Set([
    'operations.js',
    ...[...edited].flatMap(([name, text]) => (text === sources.get(name) ? [] : name)),
  ]);
  for (let before = 0; before < own.size; ) {
    before = own.size;
    for (const [name, text] of sources)
      if ([...own].some((each) => text.includes(`from './${each}'`))) own.add(name);
  }
  return own;
}
