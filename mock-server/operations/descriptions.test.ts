import { beforeEach, describe, expect, test } from 'vitest';
import { as, Caller, GONE, ME, NO_FILE, NO_FOLDER } from './testing/caller.js';

let caller: Caller;

beforeEach(() => {
  caller = new Caller();
});

const call: Caller['call'] = (name, args) => caller.call(name, args);
const TEXTS = { description: 'Ä text', keywords: 'a, b', comment: 'c', flag1: true, flag2: false };
const DIR = { description: 'Ä folder', flag1: false, flag2: true };
const LONG = 'x'.repeat(4001);

describe('of a file', () => {
  test('are three texts, empty until they are set, and flags that tests can see', async () => {
    expect(await call('getFileDescription', { fileId: 12n })).toEqual(['', '', '']);
    expect(await call('setFileDescription', { fileId: 12n, ...TEXTS })).toBe('');
    expect(await call('getFileDescription', { fileId: 12n })).toEqual(['Ä text', 'a, b', 'c']);
    expect(caller.world.find(ME.login, 'b.txt')?.description.flags).toEqual([true, false]);
    expect(await call('getFileDescription', { fileId: 13n })).toEqual(['', '', '']);
  });

  test('outlive the recycle bin, where they can be read and not changed', async () => {
    await call('setFileDescription', { fileId: 12n, ...TEXTS });
    await call('deleteFile', { fileId: 12n });
    expect(await call('setFileDescription', { fileId: 12n, ...TEXTS, comment: 'd' })).toBe(
      'The file is in the recycle bin.',
    );
    expect(await call('getFileDescription', { fileId: 12n })).toEqual(['Ä text', 'a, b', 'c']);
    await call('restoreFile', { fileId: 12n });
    expect(await call('getFileDescription', { fileId: 12n })).toEqual(['Ä text', 'a, b', 'c']);
  });

  test.each([
    ['description', 'The description'],
    ['keywords', 'The list of keywords'],
    ['comment', 'The comment'],
  ])('a %s that is too long changes nothing', async (text, what) => {
    const args = { fileId: 12n, ...TEXTS, [text]: LONG };
    expect(await call('setFileDescription', args)).toBe(
      `${what} has 4001 characters, at most 4000 are allowed.`,
    );
    expect(await call('getFileDescription', { fileId: 12n })).toEqual(['', '', '']);
    expect(await call('setFileDescription', { ...args, [text]: LONG.slice(1) })).toBe('');
  });

  test.each([18n, 2n, -1n, 0n, GONE])('%i, which is no file of the account, faults', async (fileId) => {
    await expect(call('getFileDescription', { fileId })).rejects.toEqual(NO_FILE);
    await expect(call('setFileDescription', { fileId, ...TEXTS })).rejects.toEqual(NO_FILE);
  });
});

describe('of a folder', () => {
  test.each([-1n, 2n])(
    '%i is a text, empty until it is set, with flags that tests can see',
    async (dirId) => {
      expect(await call('getDirDescription', { dirId })).toBe('');
      expect(await call('setDirDescription', { dirId, ...DIR })).toBe('');
      expect(await call('getDirDescription', { dirId })).toBe('Ä folder');
      const folder = caller.world.find(ME.login, dirId === 2n ? 'Beta' : '');
      expect(folder?.description.flags).toEqual([false, true]);
      expect(await call('getDirDescription', { dirId: 3n })).toBe('');
      expect(await caller.as(as('other'), 'getDirDescription', { dirId: -1n })).toBe('');
    },
  );

  test('is refused when too long or in the recycle bin', async () => {
    expect(await call('setDirDescription', { dirId: 2n, ...DIR, description: LONG })).toBe(
      'The description has 4001 characters, at most 4000 are allowed.',
    );
    expect(await call('setDirDescription', { dirId: 5n, ...DIR })).toBe('The folder is in the recycle bin.');
    expect(await call('getDirDescription', { dirId: 2n })).toBe('');
    expect(await call('getDirDescription', { dirId: 5n })).toBe('');
  });

  test.each([8n, 12n, 0n, GONE])('%i, which is no folder of the account, faults', async (dirId) => {
    await expect(call('getDirDescription', { dirId })).rejects.toEqual(NO_FOLDER);
    await expect(call('setDirDescription', { dirId, ...DIR })).rejects.toEqual(NO_FOLDER);
  });
});

describe('of a fixture', () => {
  const described = (text: string) =>
    new Caller({
      accounts: [
        {
          ...ME,
          folders: [{ name: 'f', id: 1n, description: text, removed: true }],
          files: [{ name: 'a', id: 2n, keywords: text, comment: 'c' }],
        },
      ],
    });

  test('are there', async () => {
    caller = described('t');
    expect(await call('getDirDescription', { dirId: 1n })).toBe('t');
    expect(await call('getFileDescription', { fileId: 2n })).toEqual(['', 't', 'c']);
  });

  test('are refused when too long', () => {
    expect(() => described(LONG)).toThrow(/^accounts\[0\]\.folders\[0\] is wrong: The description has 4001/);
  });
});
