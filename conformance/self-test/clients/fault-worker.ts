import { openCaseStage } from '../../client-suite/case-stage.js';
import { goThroughFaults } from '../fault-thread.js';
import type { ClientFault } from './fault.js';
import { PATIENCE_MS, runFault } from './run-faults.js';

// A thread that goes through faults with a fake of its own.

const stage = await openCaseStage({ timeoutMs: PATIENCE_MS, concurrency: 4 });
try {
  await goThroughFaults<ClientFault>((fault, run) => runFault(fault, { ...run, stage }));
} finally {
  await stage.close();
}
