import { readFileSync, writeFileSync } from 'node:fs';
import { DOCUMENTS, withSections } from './docs.js';

// Run from the project's folder by `npm run generate`.
for (const [path, sections] of Object.entries(DOCUMENTS))
  writeFileSync(path, withSections(readFileSync(path, 'utf8'), sections));
