import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { generatedFiles } from './generated-files.js';

// `npm run generate` runs it twice from the project's folder: with `contract`, since all else is compiled with the
// contract, and without. Samples that are no longer made go.
const files = await generatedFiles(process.argv[2] === 'contract');
if (process.argv[2] !== 'contract') rmSync('fixtures/media', { recursive: true, force: true });
for (const [path, content] of files) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
