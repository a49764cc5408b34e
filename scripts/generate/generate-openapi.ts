import { writeFileSync } from 'node:fs';
import { OPENAPI, openApiText } from './openapi.js';

// Run from the project's folder by `npm run generate`.
writeFileSync(OPENAPI, openApiText());
