import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sampleFiles } from './samples.js';

// Run from the project's folder by `npm run generate:fixtures`.
const folder = 'fixtures/media';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, bytes] of sampleFiles()) writeFileSync(join(folder, name), bytes);
