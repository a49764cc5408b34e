import fc from 'fast-check';
import type { World } from '../../../world/index.js';
import { COMMANDS } from './commands/index.js';
import { checkAfterCall, checkAtEnd } from './invariants/index.js';
import { howToReplay, readReplay } from './replay.js';
import { scene } from './scene.js';
import type { Service } from './service.js';

/** Commands of a run. */
export const LONGEST_RUN = 60;

export const KINDS_OF_COMMANDS = COMMANDS.map((kind) => kind.commands);

/** What opening a folder of another account is good for in a run. */
export const someAccess = fc.constantFrom('never' as const, 'opened' as const);

/**
 * Calls a service in many runs of up to 60 random commands each, and compares all that it says with the model.
 * @param test the file of the test, to say how it is run again
 * @param wanted the one run to repeat, as a failure printed it
 * @throws Error with the shortest run that fails, and how to replay it
 */
export async function runModel(
  begin: (world: World) => Service,
  numRuns: number,
  test: string,
  wanted = process.env['MODEL_REPLAY'],
): Promise<void> {
  const replay = readReplay(wanted);
  const commands = fc.commands(KINDS_OF_COMMANDS, {
    maxCommands: LONGEST_RUN,
    size: 'max',
    ...(replay && { replayPath: replay.replayPath }),
  });
  const property = fc.asyncProperty(someAccess, commands, async (access, chosen) => {
    const { world, model } = scene(access);
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
