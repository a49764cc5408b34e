import { writeFileSync } from 'node:fs';
import { RULE_JSON_SCHEMA, ruleJsonSchema } from './rule-json-schema.js';

// Run from the project's folder by `npm run generate`.
writeFileSync(RULE_JSON_SCHEMA, ruleJsonSchema());
