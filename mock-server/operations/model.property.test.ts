import { expect, test } from 'vitest';
import { OPERATIONS } from '../../wsdl/contract.js';
import { COMMANDS } from './testing/model/commands/index.js';
import { runModel } from './testing/model/run.js';
import { HandlerService } from './testing/model/service.js';

/** More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 300);

test.each(Object.values(OPERATIONS))('$name is among the random calls', ({ name }) => {
  expect(COMMANDS.map(({ calls }) => calls)).toContain(name);
});

test('called in any order, the operations do what the model expects', async () => {
  await runModel((world) => new HandlerService(world), RUNS, 'mock-server/operations/model.property');
});
