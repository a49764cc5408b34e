import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { OperationName, Operations } from '../../wsdl/contract.js';
import type { Command } from '../operations/testing/model/command.js';
import { checkAfterCall, checkAtEnd } from '../operations/testing/model/invariants/index.js';
import type { Model } from '../operations/testing/model/model.js';
import { KINDS_OF_COMMANDS, LONGEST_RUN, someAccess } from '../operations/testing/model/run.js';
import { ScenePlatform, scene } from '../operations/testing/model/scene.js';
import { HandlerService, type Reply } from '../operations/testing/model/service.js';
import { World } from '../world/index.js';
import { importSnapshot } from './import-snapshot.js';
import { exported } from './testing/json.js';

/** More of them can be asked for, to search for a night. */
const RUNS = Number(process.env['MODEL_RUNS'] ?? 25);

/** Writes down what it answers. */
class RecordingService extends HandlerService {
  readonly replies: string[] = [];

  override async call<Name extends OperationName>(
    name: Name,
    args: Operations[Name]['args'],
  ): Promise<Reply> {
    const reply = await super.call(name, args);
    this.replies.push(`${name} ${fc.stringify(args)}: ${fc.stringify(reply)}`);
    return reply;
  }
}

type Access = Parameters<typeof scene>[0];

/** A world that some commands have made, and the model of it. */
async function begun(access: Access, first: readonly Command[]) {
  const platform = new ScenePlatform();
  const { world, model } = scene(access, platform);
  const service = new HandlerService(world);
  // The model learns the addresses.
  for (const account of model.accounts) await checkAfterCall(model, service, account);
  await run(model, service, first);
  return { world, model, platform };
}

async function run(model: Model, real: HandlerService, commands: readonly Command[]): Promise<void> {
  await fc.asyncModelRun(() => ({ model, real }), commands);
}

/** All that a world answers to more commands, and what it is at last; the model says whether it is right. */
async function lifeOf(world: World, model: Model, commands: readonly Command[]) {
  const service = new RecordingService(world);
  await run(model, service, commands);
  await checkAtEnd(model, service);
  const end = await world.save();
  const data = await exported(end);
  await end.drop();
  return { replies: service.replies, end: data };
}

test('what is made of a snapshot or of its JSON lives on like the world it was taken of', async () => {
  const commands = fc.commands(KINDS_OF_COMMANDS, { maxCommands: LONGEST_RUN, size: 'max' });
  const property = fc.asyncProperty(someAccess, commands, fc.nat(100), async (access, chosen, percent) => {
    const all = [...chosen];
    const cut = Math.floor((all.length * percent) / 100);
    const [first, then] = [all.slice(0, cut), all.slice(cut)];
    const reference = await begun(access, first);
    const expected = await lifeOf(reference.world, reference.model, then);

    const original = await begun(access, first);
    const snapshot = await original.world.save();
    const written = await exported(snapshot);
    const clock = original.platform.fork();
    const fresh = clock.fork(new ScenePlatform().contents);
    const imported = await importSnapshot(fresh, written);
    expect(await exported(imported)).toEqual(written);
    // Each lives while the others do, and while the snapshot is kept.
    expect(await lifeOf(original.world, original.model, then)).toEqual(expected);
    const restored: World[] = [];
    for (const [platform, kept] of [
      [clock.fork(), snapshot],
      [clock.fork(), snapshot],
      [fresh, imported],
    ] as const) {
      const { model } = await begun(access, first);
      const world = await World.restore(platform, kept);
      restored.push(world);
      expect(await lifeOf(world, model, then)).toEqual(expected);
    }
    expect(await exported(snapshot)).toEqual(written);

    await Promise.all([snapshot.drop(), imported.drop()]);
    await Promise.all([original.world, ...restored].map((world) => world.discard()));
    expect([original.platform.contents.size, fresh.contents.size]).toEqual([0, 0]);
  });
  await fc.assert(property, { numRuns: RUNS });
});
