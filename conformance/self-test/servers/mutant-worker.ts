import { runMutants } from '../mutant-thread.js';
import { SERVER_MUTANTS } from './mutants.js';
import { runMutant } from './run-mutant.js';

// A thread that runs mutants, each with its own fake.

await runMutants(SERVER_MUTANTS, runMutant);
