import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from './generated-files.js';

// `npm run generate` runs it twice in the project's folder: first with `contract`, because all other files need code that
// is compiled with the contract. Deletes samples that no writer makes any more.
const files = await generatedFiles(process.argv[2] === 'contract');
if (process.argv[2] !== 'contract') rmSync('fixtures/media', { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
