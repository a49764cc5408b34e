import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { visit } from '../../../mock-server/testing/chromium.js';

/** A page, and what follows its address, with the `#`. */
export interface Opened {
  readonly page: string;
  readonly hash?: string;
}

/** Shows what is in each frame as a text once all are there. */
const READER = `<script>
  addEventListener('load', () => {
    for (const frame of document.querySelectorAll('iframe')) {
      const read = document.createElement('pre');
      read.textContent = frame.contentDocument.documentElement.outerHTML;
      frame.replaceWith(read);
    }
  });
</script>`;

/**
 * What a browser makes of pages: each document as HTML after its script ran. One browser opens them all, each in a frame,
 * because it takes longer to start than to show them.
 */
export async function openPages(pages: readonly Opened[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'page-'));
  try {
    const frames = pages.map(({ page, hash = '' }, index) => {
      writeFileSync(join(folder, `${index}.html`), page);
      return `<iframe src="${index}.html${hash.replaceAll('&', '&amp;')}"></iframe>`;
    });
    const all = join(folder, 'all.html');
    writeFileSync(all, `<!doctype html><body>${frames.join('')}${READER}</body>`);
    const dom = await visit(`file://${all}`, 2000, '--allow-file-access-from-files');
    return [...dom.matchAll(/<pre>(.*?)<\/pre>/gs)].map(([, text = '']) => unescaped(text));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&nbsp;', '\u00a0')
    .replaceAll('&amp;', '&');
