import { writeFile } from 'node:fs/promises';
import { readContractModel } from './contract-model.js';
import { contractSource } from './contract-source.js';

// Run from the project's folder by `npm run generate`.
await writeFile('wsdl/contract.ts', contractSource(await readContractModel('wsdl')));
