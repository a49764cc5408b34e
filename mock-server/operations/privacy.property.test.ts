import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountItem, OperationName } from '../../wsdl/contract.js';
import { ApiException } from './index.js';
import { as, Caller, type ME } from './testing/caller.js';

// Two accounts that share, open, change, copy and delete at random. What one of them gets to see is its own or lies
// in a folder that it has opened, and nothing that was never shared shows up anywhere.

const A = as('a');
const B = as('b');

const account = (who: typeof ME, first: bigint) => ({
  ...who,
  folders: [
    {
      name: 'Open',
      id: first,
      folders: [{ name: 'Sub', id: first + 1n, files: [{ name: 'sub', id: first + 11n, size: 3n }] }],
      files: [{ name: 'open', id: first + 10n, size: 3n }],
    },
    {
      name: `private-${who.login}`,
      id: first + 2n,
      folders: [{ name: `private-${who.login}-sub`, id: first + 3n }],
      files: [{ name: `private-${who.login}-file`, id: first + 12n, size: 3n }],
    },
  ],
});

const ids = [100n, 200n].flatMap((first) => [0n, 1n, 2n, 3n, 10n, 11n, 12n].map((more) => first + more));
const id = fc.constantFrom(...ids, -1n, 0n);
const word = fc.constantFrom('', 'x', 'y', 'Sub', 'open');

const step = fc.record({
  who: fc.constantFrom(A, B),
  name: fc.constantFrom<OperationName>(
    'getItems',
    'getItemsPartial',
    'getItemsCount',
    'getDirInfo',
    'getItemInfo',
    'getFileInfo',
    'getFiles',
    'getSharedDirItems',
    'checkSharedDirAccess',
    'createNewFolder',
    'renameFile',
    'renameFolder',
    'deleteFile',
    'deleteFolder',
    'pasteFilesDirs',
    'uploadStartFile',
    'uploadStartFileUpdate',
    'getFileDescription',
    'getDirDescription',
    'setDirDescription',
    'addToFavorites',
    'getFavorites',
    'getRecycleBinItems',
    'getAllItems',
    'getDirLinkItems',
    'setFolderSharingProperties',
  ),
  dirId: id,
  fileId: id,
  other: id,
  text: word,
  flags: fc.array(fc.boolean(), { minLength: 9, maxLength: 9 }),
});

/** Sharing properties of the folder Open or Sub; the rest is never shared. */
function propertiesOf(flags: readonly boolean[], password: string) {
  const [shared = false, upload = false, moderator = false, createSubFolders = false] = flags;
  const [, , , , remove = false, updateFiles = false, fileProperties = false, viewSubfolders = false] = flags;
  return {
    shared,
    upload,
    moderator,
    createSubFolders,
    delete: remove,
    updateFiles,
    fileProperties,
    viewSubfolders,
    password,
    disableAnonimUpload: true,
    emailOnUpload: false,
    embed: true,
    onlyPublic: false,
    publicSearch: false,
    search: true,
    subdomainAllowed: false,
    thumbNailOn: true,
    viewModeDetails: true,
    webGrab: false,
  };
}

test('two accounts never see each other’s private items', async () => {
  const run = async (
    foreign: string,
    steps: readonly (typeof step extends fc.Arbitrary<infer T> ? T : never)[],
  ) => {
    const caller = new Caller({
      assume: { 'foreign-access': foreign },
      accounts: [account(A, 100n), account(B, 200n)],
    });
    for (const { who, name, dirId, fileId, other, text, flags } of steps) {
      const stranger = who === A ? B : A;
      const isShareable = dirId > 0n && dirId % 100n < 2n;
      if (name === 'setFolderSharingProperties' && !isShareable) continue;
      // An account that moves something private into a shared folder, or copies it there, shares it.
      if (name === 'pasteFilesDirs' && [fileId, other].some((one) => [2n, 3n, 12n].includes(one % 100n)))
        continue;
      if (name === 'pasteFilesDirs' && (fileId === -1n || other === -1n)) continue;
      const node = caller.world.tree.node(dirId);
      const args = {
        dirId,
        fileId,
        itemId: other,
        isDirectory: flags[0],
        fileIds: name === 'pasteFilesDirs' ? [fileId] : ids,
        dirIds: [other],
        cut: flags[1],
        startIndex: 0,
        count: 100,
        dirPassword: flags[0] && node ? caller.world.links.password(node) : '',
        userDirPassword: text,
        folderName: text,
        newName: text,
        name: text,
        fullSize: 1n,
        description: text,
        flag1: flags[0],
        flag2: flags[1],
        properties: propertiesOf(flags, text === 'y' ? 'y' : ''),
      };
      let answer: unknown;
      try {
        answer = await caller.as(who, name, args as never);
      } catch (error) {
        expect(error).toBeInstanceOf(ApiException);
        continue;
      }
      const items = (Array.isArray(answer) ? answer : [answer]).filter(
        (item): item is AccountItem => typeof item === 'object' && item !== null && 'parentId' in item,
      );
      for (const item of items) {
        expect(item.name).not.toContain(`private-${stranger.login}`);
        const seen = caller.world.tree.node(item.id);
        if (seen?.owner.login === who.login || name === 'getDirLinkItems') continue;
        // A folder in the listing of another one may itself want a separate password.
        expect(item.shared).toBe(true);
        expect(item.removed).toBe(false);
      }
      const me = caller.world.accounts.authenticate(who.login, who.password);
      expect(me.space.stored + me.space.binned + me.space.reserved).toBeGreaterThanOrEqual(0n);
    }
  };
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('opened', 'always', 'never'),
      fc.array(step, { minLength: 10, maxLength: 80 }),
      run,
    ),
    { numRuns: 150 },
  );
});
