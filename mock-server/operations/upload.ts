import type { FileUploadInfo } from '../../wsdl/contract.js';
import { AccessDenied, FolderNotFound, formAddress, inBin } from '../world/index.js';
import { type Handlers, type SignedInCall, signedIn } from './handler.js';

/** The upload recipe, in its order, and related operations. The client chooses the order of calls (client). */
export const upload = {
  ...signedIn({
    /** Empty when the folder cannot be uploaded to (howto). The key serves any folder and any number of files (client). */
    createUploadSessionKey: (call, { dirId }) =>
      mayUploadTo(call, dirId) ? call.world.sessions.open(call.account) : '',
    /** 0 or less when there is none (howto). */
    getNewFileDataCenter: ({ world }) => BigInt(world.dataCenters.next() ?? 0),
    /** Only a positive id is usable (howto); 0 when refused, and a fault for an unknown folder (assumption). */
    uploadStartFile: ({ world, account }, { dirId, name, fullSize }) => {
      const started = world.uploads.start(account, dirId, name, fullSize);
      return 'refused' in started ? 0n : started.id;
    },
    /** The id of the file itself; 0 when refused, and a fault for an unknown file (assumption). */
    uploadStartFileUpdate: async (call, { fileId, name, fullSize }) => {
      const started = await call.world.uploads.startUpdate(call.account, fileId, name, fullSize);
      return 'refused' in started ? 0n : started.id;
    },
    /** Empty on success, else what is wrong (howto). */
    uploadFinishFile: ({ world, account }, { fileId, md5 }) => world.uploads.finish(account, fileId, md5),
    /** Faults for an unknown id, leaves a finished file alone (assumption). */
    uploadCancelFile: async ({ world, account }, { fileId }) => {
      await world.uploads.cancel(account, fileId);
      return undefined;
    },
    /** True while it is neither finished nor cancelled (assumption). */
    uploadStartedFileExists: ({ world, account }, { fileId }) =>
      world.uploads.unfinished(account, fileId) !== undefined,
    simpleUploadStart: (call, { dirId, name, fullSize }) => prepareUpload(call, dirId, name, fullSize),
  }),
  hasRightUpload: ({ world }) => world.uploads.enabled,
  /** The only step without credentials (wsdl). Empty for an unknown session or data center (assumption). */
  getUploadFormUrl: ({ world, base }, { dataCenterId, sessionKey }) => {
    const known = world.dataCenters.has(dataCenterId) && world.sessions.owner(sessionKey) !== undefined;
    return known ? formAddress(base, sessionKey, dataCenterId) : '';
  },
} satisfies Partial<Handlers>;

function mayUploadTo({ world, account }: SignedInCall, dirId: bigint): boolean {
  if (world.uploads.barrier(account) !== undefined) return false;
  try {
    return !inBin(world.access.folder(account, dirId, 'upload'));
  } catch (error) {
    if (error instanceof FolderNotFound || error instanceof AccessDenied) return false;
    throw error;
  }
}

/**
 * The steps of the recipe in one (assumption): either an id and an address, or a message. The free space is the one
 * before the reservation, so that a client can compare it with its file.
 */
function prepareUpload(
  { world, account, base }: SignedInCall,
  dirId: bigint,
  name: string,
  fullSize: bigint,
): FileUploadInfo {
  const limits = { freeSpace: world.accounts.freeSpace(account), maxFileSize: account.maxFileSize };
  const dataCenter = world.dataCenters.next();
  if (dataCenter === undefined)
    return { ...limits, fileId: 0n, message: 'There is no data center to upload to.' };
  const started = world.uploads.start(account, dirId, name, fullSize);
  if ('refused' in started) return { ...limits, fileId: 0n, message: started.refused };
  const uploadUrl = formAddress(base, world.sessions.open(account), dataCenter);
  return { ...limits, fileId: started.id, uploadUrl };
}
