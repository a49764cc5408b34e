import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visit } from '../../../mock-server/testing/chromium.js';

/**
 * What a browser makes of a page: the document as HTML after its script ran.
 * @param hash what follows the address, with its `#`
 */
export async function openPage(page: string, hash = ''): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    const path = join(folder, 'page.html');
    writeFileSync(path, page);
    return await visit(`file://${path}${hash}`, 2000);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
