import { test } from 'vitest';
import { runModel } from '../operations/testing/model/run.js';
import { WireService } from './testing/wire-service.js';

// Far fewer runs than with the handlers alone: this is about what the wire does to calls and replies.
test.each(['jax3', 'jax2'] as const)('calls go through the wire format of %s unharmed', async (version) => {
  await runModel(
    (world) => new WireService(world, version),
    25,
    `mock-server/http/model-wire.property -t ${version}`,
  );
});
