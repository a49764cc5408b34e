import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { asset } from '../asset.js';
import type { PageFile, ServiceDocuments } from '../http/index.js';

/** The documents of a service, from files beside the code; each description is read once. */
export function documentsInFiles(): ServiceDocuments {
  const known = new Map<string, string>();
  let reading: Promise<ReadonlyMap<string, PageFile>> | undefined;
  const page = (): Promise<ReadonlyMap<string, PageFile>> => {
    // A failure, such as for want of file descriptors, may be over the next time.
    reading ??= readPage().catch((error: unknown) => {
      reading = undefined;
      throw error;
    });
    return reading;
  };
  return {
    wsdl: (file) => {
      const text = known.get(file) ?? readFileSync(asset(`wsdl/${file}`), 'utf8');
      known.set(file, text);
      return text;
    },
    openApi: () => readFile(asset('mock-server/control/openapi.json'), 'utf8'),
    page: async (path) => (await page()).get(path),
  };
}

/** The files of the page by their path. Sources, which are not compiled, have it in `dist/`. */
async function readPage(): Promise<ReadonlyMap<string, PageFile>> {
  const beside = asset('ui/');
  const folder = await namesIn(beside).then(
    () => beside,
    () => asset('dist/ui/'),
  );
  const files = new Map<string, PageFile>();
  for (const name of await namesIn(folder)) {
    const bytes = await readFile(new URL(name, folder));
    const digest = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    files.set(name, { bytes, etag: `"${digest}"` });
  }
  return files;
}

const namesIn = async (folder: URL): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
