import { expect } from 'vitest';
import {
  aFolderCode,
  aFolderId,
  aFolderPassword,
  aLink,
  anOpenableId,
  aSharing,
  aSubdomain,
  aText,
  codeIn,
} from '../choices.js';
import { calls } from '../command.js';
import { faults, returns } from '../expected.js';
import { NO_FOLDER } from '../faults.js';
import { itemsOf } from '../items.js';
import type { Model } from '../model.js';
import type { ModelAccount, ModelFolder } from '../nodes.js';
import { accessCode, CODES, visibleIn } from '../sharing.js';
import { copies } from './paste.js';

/** Runs share without passwords of owners, and in a world where only the functions here open folders of others. */
const opened = (
  model: Model,
  me: ModelAccount,
  { dirId, dirPassword }: { readonly dirId: bigint; readonly dirPassword: string },
): ModelFolder | undefined => {
  if (accessCode(model, me, dirId, dirPassword) !== CODES.open) return undefined;
  const folder = model.nodes.get(dirId === -1n ? me.root : dirId);
  return folder?.kind === 'folder' ? folder : undefined;
};

/** Remembers the generated password of a folder, as an owner gives it to others. */
function learnPassword(model: Model, { id }: Pick<ModelFolder, 'id'>, decoded: string): void {
  expect(decoded).toMatch(new RegExp(`^${id}/[0-9a-f]{8}$`));
  model.passwords.set(id, decoded.slice(-8));
}

const keys = { dirId: anOpenableId, dirPassword: aFolderPassword, userDirPassword: aText };

export const sharing = [
  calls('getFolderSharingProperties', { dirId: aFolderId }, (model, me, { dirId }) => {
    const folder = model.openFolder(me, dirId);
    return folder ? returns([folder.sharing, { shared: true, viewSubfolders: true }]) : faults(NO_FOLDER);
  }),
  calls('setFolderSharingProperties', { dirId: aFolderId, properties: aSharing }, (model, me, sent) => {
    const folder = model.openFolder(me, sent.dirId);
    if (!folder) return faults(NO_FOLDER);
    const { shared, viewSubfolders } = sent.properties;
    folder.sharing = { shared, viewSubfolders };
    return {
      async answers(complaint, ask) {
        expect(complaint).toBe('');
        const encodedId = codeIn(model.links.get(folder.id) ?? '');
        if (encodedId !== '') learnPassword(model, folder, await ask('decodeId', { encodedId }));
      },
    };
  }),
  calls('checkSubdomain', { dirId: aFolderId, subdomainName: aSubdomain }, (model, me, sent) => {
    if (!model.openFolder(me, sent.dirId)) return faults(NO_FOLDER);
    if (/^[a-z]+$/.test(sent.subdomainName)) return returns('');
    return { answers: (complaint) => expect(complaint).not.toBe('') };
  }),
  calls('checkSharedDirAccess', keys, (model, me, { dirId, dirPassword }) =>
    returns(accessCode(model, me, dirId, dirPassword)),
  ),
  calls('getSharedDirItems', keys, (model, me, sent) => {
    const folder = opened(model, me, sent);
    return folder ? returns(itemsOf(model, visibleIn(model, me, folder))) : faults(/folder/i);
  }),
  calls('getSharedPlaylistLink', keys, (model, me, sent) => {
    const folder = opened(model, me, sent);
    if (!folder) return faults(/folder/i);
    return { answers: (address) => expect(address).toMatch(/^(http|$)/) };
  }),
  calls('decodeId', { encodedId: aFolderCode }, (model, _, { encodedId }) => {
    const [, link] = [...model.links].find(([, known]) => known.includes(`/folder/${encodedId}/`)) ?? [];
    const folder = link === undefined ? undefined : model.linked(link);
    if (!folder) return faults(NO_FOLDER);
    return {
      answers: (text) => learnPassword(model, folder, text),
    };
  }),
  calls('getDirLinkItems', {}, (model, me) => {
    const isOpen = (id: bigint) => accessCode(model, me, id) === CODES.open;
    const folders = [...me.folderLinks].filter(isOpen).map((id) => model.nodes.get(id));
    return returns(
      itemsOf(
        model,
        folders.filter((folder) => folder !== undefined),
      ),
    );
  }),
  calls('addToMyAccount', { dirId: aFolderId, link: aLink }, (model, me, { dirId, link }) => {
    const target = model.folder(me, dirId);
    if (!target) return faults(NO_FOLDER);
    const node = model.linked(link);
    const refused = { answers: (complaint: string) => expect(complaint).not.toBe('') };
    if (!node || model.inBin(target)) return refused;
    if (node.kind === 'file')
      return node.size > model.freeSpace(me) ? refused : copies(model, [node], target);
    if (node.owner === me || accessCode(model, me, node.id) !== CODES.open) return refused;
    me.folderLinks.add(node.id);
    return returns('');
  }),
];
