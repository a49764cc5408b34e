import { writeFileSync } from 'node:fs';
import { REPORT_JSON_SCHEMA, reportJsonSchema } from './report-json-schema.js';

// Run from the project's folder by `npm run generate`.
writeFileSync(REPORT_JSON_SCHEMA, reportJsonSchema());
