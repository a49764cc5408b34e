import { expect, test } from 'vitest';
import { importSnapshot } from './import-snapshot.js';
import { busyWorld, openPlatform } from './testing/busy-world.js';
import { exported } from './testing/json.js';

type Table = Readonly<Record<string, unknown>>;

const stepsOf = (path: string): string[] => path.split(/[.[\]]+/).filter((step) => step !== '');

function valueAt(written: unknown, steps: readonly string[]): unknown {
  return steps.reduce((here, step) => (here as Table)[step], written);
}

/** Puts another value at a place; undefined takes the place away. */
function put(written: unknown, path: string, value: unknown): void {
  const steps = stepsOf(path);
  const holder = valueAt(written, steps.slice(0, -1)) as object;
  const key = steps.at(-1) ?? '';
  if (value === undefined) Reflect.deleteProperty(holder, key);
  else Reflect.set(holder, key, value);
}

async function expectRefused(spoil: (written: unknown) => void, message: string): Promise<void> {
  const { world } = await busyWorld();
  const written = await exported(await world.save());
  spoil(written);
  const platform = openPlatform();
  const importing = importSnapshot(platform, written);
  await expect(importing).rejects.toThrow(message);
  await expect(importing).rejects.toMatchObject({ name: 'SnapshotError' });
  expect(platform.contents.size).toBe(0);
}

const MISTAKES: readonly (readonly [message: string, path: string, value: unknown])[] = [
  ['format must be "4shared-testkit snapshot"', 'format', 'zip'],
  ['version must be 1: another version of the testkit wrote this snapshot', 'version', 2],
  ['stored is missing', 'stored', undefined],
  ['more is not a key that is known here', 'more', 1],
  [
    'state.accounts[1].quota must be a whole number from 0 to 2^63-1, in quotes',
    'state.accounts[1].quota',
    5,
  ],
  ['state.accounts[1].quota must be a whole', 'state.accounts[1].quota', String(2n ** 63n)],
  [
    'state.accounts[1].login is "USER@example.com", which another account has already; case does not count',
    'state.accounts[1].login',
    'USER@example.com',
  ],
  ['state.accounts[0].login must not be empty', 'state.accounts[0].login', ''],
  [
    'state.accounts[0].root.removed is true, but a root cannot be removed',
    'state.accounts[0].root.removed',
    true,
  ],
  ['state.accounts[0].root.parent is there, but a root has none', 'state.accounts[0].root.parent', '1'],
  ['state.settings.assume.no is not an assumption', 'state.settings.assume', { no: '' }],
  ['state.settings.seed must be a whole number', 'state.settings.seed', 1.5],
  [
    'state.tree.folders[0].parent is 7, but must be a root or an earlier folder',
    'state.tree.folders[0].parent',
    '7',
  ],
  ['state.tree.folders[1].parent is undefined, but', 'state.tree.folders[1].parent', undefined],
  [
    'state.tree.folders[1].id is 9999999999, but must be below state.tree.ids.next or in state.tree.ids.taken',
    'state.tree.folders[1].id',
    '9999999999',
  ],
  ['state.tree.folders[1].name must not be empty', 'state.tree.folders[1].name', ''],
  ['state.tree.gone[0] is 5, but must be one of the folders', 'state.tree.gone[0]', '5'],
  ['state.tree.files[2].parent is 7, but must be a root', 'state.tree.files[2].parent', '7'],
  ['state.tree.files[2].bytes is 99, but must be a position in stored', 'state.tree.files[2].bytes', 99],
  [
    'state.tree.files[2].older[0].bytes is 99, but must',
    'state.tree.files[2].older[0]',
    { bytes: 99, date: 1 },
  ],
  [
    'state.history.logs[0].login is "who", but there is no such account',
    'state.history.logs[0].login',
    'who',
  ],
  [
    'state.history.logs[0].entries[1].id is 1, but must be above 1 and up to lastId',
    'state.history.logs[0].entries[1].id',
    '1',
  ],
  [
    'state.history.logs[0].entries[0].id is 1, but must be above 0 and up to lastId',
    'state.history.lastId',
    '0',
  ],
  [
    'state.history.logs[0].entries[0].change must be one of file-added, ',
    'state.history.logs[0].entries[0].change',
    'x',
  ],
  ['state.uploads.unfinished[0].uploader is "who", but', 'state.uploads.unfinished[0].uploader', 'who'],
  [
    'state.uploads.unfinished[0].folder is 7, but there is no such folder',
    'state.uploads.unfinished[0].folder',
    '7',
  ],
  ['.updates must be true if the folder has a file', 'state.uploads.unfinished[0].updates', true],
  [
    'state.uploads.unfinished[0].bytes is 3, but must be a position in received that no other upload has',
    'state.uploads.unfinished[0].bytes',
    3,
  ],
  [
    'received[0][1] goes from 5 to 6, but must lie in the 5 bytes of the upload',
    'state.uploads.unfinished[0].fullSize',
    '5',
  ],
  ['state.sessions[0].login is "who", but', 'state.sessions[0].login', 'who'],
  ['state.sharing[0].id is 7, but there is no such folder', 'state.sharing[0].id', '7'],
  ['state.sharing[0].opened[0].login is "who", but', 'state.sharing[0].opened[0].login', 'who'],
  ['state.sharing[0].opened[0].folders[0] is 7, but', 'state.sharing[0].opened[0].folders', ['7']],
  ['state.sharing[0].properties.upload must be true or false', 'state.sharing[0].properties.upload', 'yes'],
  ['state.sharing[0].properties.upload is missing', 'state.sharing[0].properties.upload', undefined],
  [
    'state.folderLinks[0].folders[0] is 7, but',
    'state.folderLinks[0]',
    { login: 'user@example.com', folders: ['7'] },
  ],
  ['state.chosenSettings[0].login is "who", but', 'state.chosenSettings[0]', { login: 'who', chosen: [] }],
  ['state.favorites[0].login is "who", but', 'state.favorites[0]', { login: 'who', ids: [], sweepAt: 5 }],
  ['state.abuse.blocked[0] is 7, but', 'state.abuse.blocked[0]', '7'],
  [
    'state.synchronisation[0].folder is 7, but',
    'state.synchronisation[0]',
    { login: 'user@example.com', folder: '7', marks: {} },
  ],
  ['stored[0] must have size, md5 and base64, or pattern alone', 'stored[0].size', undefined],
  ['stored[5].base64 has 200000 bytes, but there must be 7', 'stored[5].size', '7'],
  ['stored[5].md5 is "x", but the bytes have ', 'stored[5].md5', 'x'],
  ['stored[5].base64[1] must be base64', 'stored[5].base64[1]', '?'],
  ['received[0][1].base64 has 0 bytes, but there must be 1', 'received[0][1].base64', []],
  ['received[0][0].base64[0] must be base64', 'received[0][0].base64[0]', '?'],
];

test.each(MISTAKES)('%s', async (message, path, value) => {
  await expectRefused((written) => put(written, path, value), message);
});

/** What may be there only once. */
const TWICE: readonly (readonly [message: string, path: string, from: string])[] = [
  [
    'state.tree.folders[1].id is 1000000002, which is in use already; every id must be different',
    'state.tree.folders[1].id',
    'state.tree.folders[0].id',
  ],
  [', which is in use already', 'state.tree.folders[1].code', 'state.tree.folders[0].code'],
  ['state.uploads.unfinished[1].id is ', 'state.uploads.unfinished[1]', 'state.uploads.unfinished[0]'],
];

test.each(TWICE)('%s', async (message, path, from) => {
  await expectRefused((written) => put(written, path, valueAt(written, stepsOf(from))), message);
});

test.each(['text', null, 5, [], undefined])('%j is no snapshot', async (parsed) => {
  await expect(importSnapshot(openPlatform(), parsed)).rejects.toThrow(/^(the snapshot|format) /);
});
