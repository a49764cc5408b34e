import { test } from 'vitest';
import { runModel } from '../operations/testing/model/run.js';
import { WireService } from './testing/wire-service.js';

/** More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 10);

// Far fewer runs than with the handlers alone: this is about what the wire does to calls and responses.
test.each(['jax3', 'jax2'] as const)('calls go through the wire format of %s unharmed', async (version) => {
  await runModel(
    (world) => new WireService(world, version),
    RUNS,
    `mock-server/http/model-wire.property -t ${version}`,
  );
});
