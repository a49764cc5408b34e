import { test } from 'vitest';
import { runModel } from './testing/model/run.js';
import { HandlerService } from './testing/model/service.js';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 1000);

test('whatever is called in whatever order, the functions do what the rules say', async () => {
  await runModel((world) => new HandlerService(world), RUNS, 'mock-server/operations/model.property');
});
