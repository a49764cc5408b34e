import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import { runMutants } from '../mutant-thread.js';
import { CLIENT_MUTANTS } from './mutants.js';
import { runMutant, TIMEOUT_MS } from './run-mutant.js';

// A thread that runs mutants, with its own fake.

const testbed = await openTestbed({ timeoutMs: TIMEOUT_MS, concurrency: 4 });
try {
  await runMutants(CLIENT_MUTANTS, (mutant, run) => runMutant(mutant, { ...run, testbed }));
} finally {
  await testbed.close();
}
