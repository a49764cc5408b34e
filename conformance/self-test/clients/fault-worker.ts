import { openTestbed } from '../../client-suite/testbed/open-testbed.js';
import { goThroughFaults } from '../fault-thread.js';
import type { ClientFault } from './fault.js';
import { PATIENCE_MS, runFault } from './run-faults.js';

// A thread that goes through faults with a fake of its own.

const testbed = await openTestbed({ timeoutMs: PATIENCE_MS, concurrency: 4 });
try {
  await goThroughFaults<ClientFault>((fault, run) => runFault(fault, { ...run, testbed }));
} finally {
  await testbed.close();
}
