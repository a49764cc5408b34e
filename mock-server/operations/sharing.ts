import type { SharedFolderProperties } from '../../wsdl/contract.js';
import {
  type Account,
  changeable,
  changed,
  FolderNotFound,
  type FolderRecord,
  inBin,
  ROOT_ALIAS,
  type SharingProperties,
} from '../world/index.js';
import { type SignedInCall, signedIn } from './handler.js';
import { toItems } from './items.js';

interface FolderPasswords {
  readonly dirId: bigint;
  readonly dirPassword: string;
  readonly userDirPassword: string;
}

/** Folders that others may see. */
export const sharing = signedIn({
  /** 0, or why the folder stays closed (wiki). With 0 the caller has opened it. */
  checkSharedDirAccess: ({ world, account }, args) => {
    const folder = anyFolder({ world, account }, args.dirId);
    const code = world.sharedAccess.check(account, folder, keysOf(args));
    if (folder && code === 0 && folder.owner !== account) world.sharing.open(account, folder);
    return code;
  },
  /** Faults where checkSharedDirAccess is not 0 (assumption). */
  getSharedDirItems: (call, args) => {
    const { world, account } = call;
    return toItems(call, world.access.children(account, openFolder(call, args)).all());
  },
  /** Empty when the name could be given to the folder, else why not (wiki). */
  checkSubdomain: (call, { dirId, subdomainName }) =>
    call.world.sharing.checkSubdomain(ownFolder(call, dirId), subdomainName),
  /** Exactly two: the values, and what may be changed (client). The second has no texts (assumption). */
  getFolderSharingProperties: (call, { dirId }) => [
    withoutEmptyTexts(call.world.sharing.properties(ownFolder(call, dirId))),
    whatMayChange(call.account),
  ],
  /** Takes all values, those that may not change are ignored; empty on success, else a message (assumption). */
  setFolderSharingProperties: (call, { dirId, properties }) => {
    const { world, account } = call;
    const folder = ownFolder(call, dirId);
    const wanted = {
      ...properties,
      password: properties.password ?? '',
      subdomainName: properties.subdomainName ?? '',
    };
    return world.sharing.set(folder, changed(world.sharing.properties(folder), wanted, account));
  },
});

/**
 * A shared folder, for a caller with its passwords.
 * @throws FolderClosed
 */
export function openFolder({ world, account }: SignedInCall, args: FolderPasswords): FolderRecord {
  return world.sharedAccess.open(account, anyFolder({ world, account }, args.dirId), keysOf(args));
}

const keysOf = ({ dirPassword, userDirPassword }: FolderPasswords) => ({
  generated: dirPassword,
  chosen: userDirPassword,
});

function anyFolder({ world, account }: Pick<SignedInCall, 'world' | 'account'>, dirId: bigint) {
  const node = dirId === ROOT_ALIAS ? account.root : world.tree.node(dirId);
  return node?.kind === 'folder' ? node : undefined;
}

/** Only the owner changes sharing, and not in the recycle bin (assumption). */
function ownFolder({ world, account }: SignedInCall, dirId: bigint): FolderRecord {
  const folder = world.tree.folder(account, dirId);
  if (inBin(folder)) throw new FolderNotFound();
  return folder;
}

function withoutEmptyTexts({ password, subdomainName, ...flags }: SharingProperties): SharedFolderProperties {
  return {
    ...flags,
    ...(password === '' ? {} : { password }),
    ...(subdomainName === '' ? {} : { subdomainName }),
  };
}

function whatMayChange(account: Account): SharedFolderProperties {
  const { password: _password, subdomainName: _name, ...flags } = changeable(account);
  return flags;
}
