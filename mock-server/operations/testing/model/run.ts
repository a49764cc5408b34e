import fc from 'fast-check';
import type { World } from '../../../world/world.js';
import { COMMANDS } from './commands/index.js';
import { checkAfterCall, checkAtEnd } from './invariants/index.js';
import { howToReplay, readReplay } from './replay.js';
import { scene } from './scene.js';
import type { Service } from './service.js';

const LONGEST_RUN = 60;

/**
 * Calls a service in many runs of up to 60 random commands each, and compares all that it says with the model.
 * @param test the file of the test, to say how it is run again
 * @throws Error with the shortest run that fails, and how to replay it
 */
export async function runModel(
  begin: (world: World) => Service,
  numRuns: number,
  test: string,
): Promise<void> {
  const replay = readReplay(process.env['MODEL_REPLAY']);
  const commands = fc.commands(
    COMMANDS.map((kind) => kind.commands),
    { maxCommands: LONGEST_RUN, size: 'max', ...(replay && { replayPath: replay.replayPath }) },
  );
  const property = fc.asyncProperty(commands, async (chosen) => {
    const { world, model } = scene();
    const service = begin(world);
    for (const account of model.accounts) await checkAfterCall(model, service, account);
    await fc.asyncModelRun(() => ({ model, real: service }), chosen);
    await checkAtEnd(model, service);
  });
  const found = replay && { seed: replay.seed, path: replay.path };
  const details = await fc.check(property, { numRuns, ...found });
  if (!details.failed) return;
  const report = String(await fc.asyncDefaultReportMessage(details));
  throw new Error(`${report}\n\nTo replay it:\n${howToReplay(details, report, test)}`, {
    cause: details.errorInstance,
  });
}
