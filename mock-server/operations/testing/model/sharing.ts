import type { OperationName } from '../../../../wsdl/contract.js';
import type { Model } from './model.js';
import type { ModelAccount, ModelFolder, ModelNode } from './nodes.js';

/** The sharing switches of a folder that the model looks at. */
export interface ModelSharing {
  readonly shared: boolean;
  readonly viewSubfolders: boolean;
}

/** The operations that open folders of others. */
export const OPENING: readonly OperationName[] = [
  'checkSharedDirAccess',
  'getSharedDirItems',
  'getSharedPlaylistLink',
  'addToMyAccount',
];

/** The codes of checkSharedDirAccess that can come up in a run. */
export const CODES = { open: 0, missing: 1, wrongPassword: 4, notShared: 5 } as const;

/** What decides about a folder: the nearest shared one above it, if that shows its subfolders, or itself. */
export function shareOf(model: Model, folder: ModelFolder): ModelFolder | undefined {
  let here: ModelNode | undefined = folder;
  while (here && !(here.kind === 'folder' && here.sharing.shared)) here = model.nodes.get(here.parent);
  if (here?.kind !== 'folder') return undefined;
  return here === folder || here.sharing.viewSubfolders ? here : undefined;
}

/** Why an account cannot open a folder with a generated password, or with none being asked for. */
export function accessCode(model: Model, me: ModelAccount, dirId: bigint, password?: string): number {
  const folder = model.nodes.get(dirId === -1n ? me.root : dirId);
  if (folder?.kind !== 'folder' || model.inBin(folder)) return CODES.missing;
  if (folder.owner === me) return CODES.open;
  const share = shareOf(model, folder);
  if (!share) return CODES.notShared;
  const fits = [folder.id, share.id].some((id) => model.passwords.get(id) === password);
  return password === undefined || fits ? CODES.open : CODES.wrongPassword;
}

/** What an account sees in a folder that is open to it. */
export function visibleIn(model: Model, me: ModelAccount, folder: ModelFolder): ModelNode[] {
  const seesFolders = folder.owner === me || shareOf(model, folder)?.sharing.viewSubfolders;
  return model.childrenOf(folder).filter(({ kind }) => seesFolders || kind === 'file');
}

/** Whether a folder, or the one that a file lies in, is shared, itself or through one above. */
export function isShared(model: Model, node: ModelNode): boolean {
  const folder = node.kind === 'folder' ? node : model.nodes.get(node.parent);
  return folder?.kind === 'folder' && shareOf(model, folder) !== undefined;
}
