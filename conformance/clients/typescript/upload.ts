import { Failure, failureOf } from './failure.js';
import { wholeNumber } from './numbers.js';
import { sendPart } from './send-part.js';
import type { Item, Service } from './service.js';
import { SourceFile, type Stretch } from './source-file.js';

export interface UploadOrder {
  /** Path of the file. */
  readonly file: string;
  /** The name that it is to have. */
  readonly name: string;
  /** The folder that it is to be in; -1 is the root. */
  readonly dirId: string;
  /** Bytes of a part. */
  readonly partSize: number;
  /** Gives the upload up. */
  readonly signal?: AbortSignal | undefined;
}

/** Where an upload stands: enough to go on with it. */
interface Progress {
  readonly fileId: bigint;
  /** Where parts begin that were taken. */
  readonly taken: Set<number>;
  readonly partSize: number;
}

/** Uploads a file by the recipe of the service, from the first step to the last. @throws Failure */
export async function upload(service: Service, order: UploadOrder): Promise<bigint> {
  const file = await SourceFile.open(order.file);
  await checkRoom(service, file);
  const address = await uploadAddress(service, order.dirId);
  const started = await service.ask('uploadStartFile', order.dirId, order.name, file.size);
  const fileId = wholeNumber(started, 'uploadStartFile');
  if (fileId <= 0n) throw new Failure('refused', `the service reserves no place for the file: ${fileId}`);
  return complete(service, order, file, address, { fileId, taken: new Set(), partSize: order.partSize });
}

/** Goes on with an upload that stopped: sends what lacks. @param handle of the failure @throws Failure */
export async function resume(service: Service, order: UploadOrder, handle: string): Promise<bigint> {
  const progress = readHandle(handle);
  const file = await SourceFile.open(order.file);
  const address = await uploadAddress(service, order.dirId);
  return complete(service, order, file, address, progress);
}

/** Step 1: the file must fit the free space, and be no larger than a file may be. Equal is allowed. */
async function checkRoom(service: Service, file: SourceFile): Promise<void> {
  const size = BigInt(file.size);
  const free = wholeNumber(await service.ask('getFreeSpace'), 'getFreeSpace');
  if (size > free) throw new Failure('refused', `the file has ${size} bytes, and ${free} are free`);
  const largest = wholeNumber(await service.ask('getMaxFileSize'), 'getMaxFileSize');
  if (size > largest)
    throw new Failure('refused', `the file has ${size} bytes, and the largest one allowed has ${largest}`);
}

/** Steps 2 to 4: session key, data center, address. The address is used as it is, with its query. */
async function uploadAddress(service: Service, dirId: string): Promise<string> {
  const sessionKey = await service.ask('createUploadSessionKey', dirId);
  if (sessionKey === undefined)
    throw new Failure('refused', `the service opens no upload session for the folder ${dirId}`);
  const dataCenter = wholeNumber(await service.ask('getNewFileDataCenter'), 'getNewFileDataCenter');
  if (dataCenter <= 0n) throw new Failure('refused', `the service has no data center: ${dataCenter}`);
  const address = await service.call('getUploadFormUrl', dataCenter, sessionKey);
  if (address === undefined || !/^https?:\/\//i.test(address))
    throw new Failure('refused', `the service gives no upload address: "${address ?? ''}"`);
  return address.trim();
}

/** Step 6 and 7: the parts that lack, then the digest, then a look at what is there. */
async function complete(
  service: Service,
  order: UploadOrder,
  file: SourceFile,
  address: string,
  progress: Progress,
): Promise<bigint> {
  const { fileId } = progress;
  const lacking = file.stretches(progress.partSize).filter(({ start }) => !progress.taken.has(start));
  for (const part of lacking)
    await takeNote(progress, part, sendPart(address, fileId, order.name, file, part, order.signal));
  const md5 = await file.md5();
  try {
    const problem = await service.ask('uploadFinishFile', fileId, md5);
    if (problem !== undefined) throw new Failure('refused', `the service did not join the parts: ${problem}`);
    await checkStored(service, fileId, file, md5);
    return fileId;
  } catch (error) {
    await giveUp(service, fileId);
    throw error;
  }
}

/** A part that fails leaves the reservation: with the handle the upload can go on. */
async function takeNote(progress: Progress, { start }: Stretch, sent: Promise<void>): Promise<void> {
  try {
    await sent;
    progress.taken.add(start);
  } catch (error) {
    const { kind, message } = failureOf(error);
    throw new Failure(kind, message, writeHandle(progress));
  }
}

/** What the service says that it has must be what was sent. */
async function checkStored(service: Service, fileId: bigint, file: SourceFile, md5: string): Promise<void> {
  const item = await service.askFor<Item>('getFileInfo', fileId);
  const size = wholeNumber(item?.size, 'getFileInfo');
  const otherDigest = item?.md5 !== undefined && item.md5.toLowerCase() !== md5;
  if (size !== BigInt(file.size) || otherDigest)
    throw new Failure('damaged', `the service stored other bytes than were sent: ${size} of ${file.size}`);
}

/** Frees the reservation. That this fails, too, is less worth telling than why it was tried. */
async function giveUp(service: Service, fileId: bigint): Promise<void> {
  await service.ask('uploadCancelFile', fileId).catch(() => {});
}

function writeHandle({ fileId, taken, partSize }: Progress): string {
  return JSON.stringify({ fileId: String(fileId), taken: [...taken], partSize });
}

function readHandle(handle: string): Progress {
  const { fileId, taken, partSize } = JSON.parse(handle) as {
    fileId: string;
    taken: number[];
    partSize: number;
  };
  return { fileId: BigInt(fileId), taken: new Set(taken), partSize };
}
