import { md5 } from '../../../storage/digest.js';
import { MemoryContentStore } from '../../../storage/memory.js';
import type { Assumptions } from '../../../world/assumptions/assumptions.js';
import { World } from '../../../world/index.js';
import type { Fixture, FixtureContentsOf } from '../../../world/opening/fixture.js';
import type { Platform } from '../../../world/platform.js';
import { Model } from './model.js';
import { type ModelFolder, newFile, newFolder } from './nodes.js';
import { digestOf } from './upload.js';

/** What every run begins with: some room, very little room, and the room that an account has by default. */
const FIXTURE: Fixture = {
  dataCenters: [188, 236],
  accounts: [
    {
      login: 'me@example.com',
      password: 'secret',
      quota: 60n,
      maxFileSize: 40n,
      folders: [
        {
          name: 'Docs',
          id: 2n,
          folders: [{ name: 'Inner', id: 3n, files: [{ name: 'deep.txt', id: 11n, text: 'deep' }] }],
          files: [{ name: 'b.txt', id: 12n, text: 'hello' }],
        },
        { name: 'A', id: 4n },
        { name: 'Old', id: 5n, removed: true, files: [{ name: 'lost.txt', id: 15n, text: 'lost' }] },
      ],
      files: [
        { name: 'c.mp3', id: 13n, text: 'la la' },
        { name: 'binned.txt', id: 14n, text: 'binned', removed: true },
      ],
    },
    {
      login: 'tiny@example.com',
      password: 'x',
      quota: 60n,
      maxFileSize: 25n,
      folders: [{ name: 'Box', id: 6n }],
      files: [{ name: 'd.jpg', id: 16n, text: 'smile' }],
    },
    {
      login: 'other@example.com',
      password: '!!!odd!!:',
      folders: [{ name: 'Theirs', id: 8n, files: [{ name: 'theirs.txt', id: 18n, text: 'theirs' }] }],
    },
  ],
};

/** What a world lives on. Time goes on by a second with every look at the clock. */
export class ScenePlatform implements Platform {
  readonly digest = md5;

  constructor(
    readonly contents = new MemoryContentStore(),
    private time = Date.UTC(2012, 8, 1),
  ) {}

  readonly now = (): number => {
    this.time += 1000;
    return this.time;
  };

  /** One with a separate clock, which shows the same time now. */
  fork(contents = this.contents): ScenePlatform {
    return new ScenePlatform(contents, this.time);
  }
}

/**
 * A new world, and the model of it.
 * @param foreign what opening a folder of another account is good for
 */
export function scene(
  foreign: Assumptions['foreign-access'],
  platform = new ScenePlatform(),
): { world: World; model: Model } {
  const world = new World(platform, { ...FIXTURE, assume: { 'foreign-access': foreign } });
  const model = new Model(foreign);
  for (const { login, password, ...contents } of FIXTURE.accounts) {
    const { quota, maxFileSize, root } = world.accounts.authenticate(login, password);
    const folder = model.addAccount({ login, password, quota, maxFileSize, root: root.id });
    fill(model, folder, contents);
  }
  return { world, model };
}

function fill(model: Model, { id: parent, owner }: ModelFolder, contents: FixtureContentsOf): void {
  for (const { id = 0n, name, removed = false, ...inside } of contents.folders ?? []) {
    const folder = newFolder({ id, owner, name, parent });
    model.add(folder);
    if (removed) model.bin(folder);
    fill(model, folder, inside);
  }
  for (const { id = 0n, name, text = '', removed = false } of contents.files ?? []) {
    const bytes = new TextEncoder().encode(text);
    const file = newFile({ id, owner, name, parent, size: BigInt(bytes.length), md5: digestOf(bytes) });
    model.add(file);
    if (removed) model.bin(file);
  }
}
