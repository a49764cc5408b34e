import { functionReport, testedFunctions } from './functions.js';

// Run from the project's folder by `npm run functions`; `--json` is for scripts.
const functions = testedFunctions('.');
console.log(process.argv.includes('--json') ? JSON.stringify(functions, null, 2) : functionReport(functions));
