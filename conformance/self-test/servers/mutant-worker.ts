import { runMutants } from '../mutant-thread.js';
import { runMutant } from './run-mutant.js';

// A thread that runs mutants, each with its own fake.

await runMutants(runMutant);
