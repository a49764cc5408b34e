import { goThroughFaults } from '../fault-thread.js';
import { runFault } from './run-faults.js';

// A thread that goes through faults, each with a fake of its own.

await goThroughFaults(runFault);
