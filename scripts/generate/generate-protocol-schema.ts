import { writeFileSync } from 'node:fs';
import { PROTOCOL_JSON_SCHEMA, protocolJsonSchema } from './protocol-json-schema.js';

// Run from the project's folder by `npm run generate`.
writeFileSync(PROTOCOL_JSON_SCHEMA, protocolJsonSchema());
