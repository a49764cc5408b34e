import { md5 } from '../../../storage/digest.js';
import { MemoryContentStore } from '../../../storage/memory.js';
import type { Fixture, FixtureContentsOf } from '../../../world/fixture.js';
import { World } from '../../../world/world.js';
import { Model } from './model.js';
import type { ModelAccount, ModelFolder } from './nodes.js';
import { digestOf } from './upload.js';

/** What every run begins with: some room, very little room, and the room that an account has by default. */
const FIXTURE: Fixture = {
  dataCenters: [188, 236],
  accounts: [
    {
      login: 'me@example.com',
      password: 'secret',
      quota: 200n,
      maxFileSize: 100n,
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

/** A new world, and the model of it. Time goes on by a second with every look at the clock. */
export function scene(): { world: World; model: Model } {
  let time = Date.UTC(2012, 8, 1);
  const now = () => {
    time += 1000;
    return time;
  };
  const world = new World({ now, digest: md5, contents: new MemoryContentStore() }, FIXTURE);
  const model = new Model();
  for (const { login, password, quota, maxFileSize, ...contents } of FIXTURE.accounts) {
    const account = world.accounts.authenticate(login, password);
    const owner = {
      login,
      password,
      quota: account.quota,
      maxFileSize: account.maxFileSize,
      root: account.root.id,
      keys: [],
    };
    model.accounts.push(owner);
    fill(model, owner, addFolder(model, owner, 'root', account.root.id, 0n, false), contents);
  }
  return { world, model };
}

function addFolder(
  model: Model,
  owner: ModelAccount,
  name: string,
  id: bigint,
  parent: bigint,
  binned: boolean,
): ModelFolder {
  const folder = { kind: 'folder' as const, id, owner, name, parent, binned };
  model.nodes.set(id, folder);
  return folder;
}

function fill(model: Model, owner: ModelAccount, folder: ModelFolder, contents: FixtureContentsOf): void {
  for (const { id = 0n, name, removed = false, ...inside } of contents.folders ?? [])
    fill(model, owner, addFolder(model, owner, name, id, folder.id, removed), inside);
  for (const { id = 0n, name, text = '', removed = false } of contents.files ?? []) {
    const bytes = new TextEncoder().encode(text);
    model.nodes.set(id, {
      ...{ kind: 'file', id, owner, name, parent: folder.id, binned: removed },
      ...{ size: BigInt(bytes.length), md5: digestOf(bytes), version: 1, downloads: 0 },
    });
  }
}
