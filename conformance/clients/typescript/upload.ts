import { Failure, isPassing, UploadStopped } from './failure.js';
import type { Item } from './functions.js';
import { pause } from './retry.js';
import { type Sending, sendPart } from './send-part.js';
import type { Service } from './service.js';
import type { Source } from './source.js';
import { type Progress, writeHandle } from './upload-handle.js';

/** What is uploaded, and how. */
interface UploadOrder {
  readonly source: Source;
  /** Name of the stored file. */
  readonly name: string;
  /** Id of its folder; -1 is the root. */
  readonly dirId: bigint;
  /** Size of a part in bytes. */
  readonly partSize: number;
  /** Parts that are sent concurrently. */
  readonly parallel: number;
  /** Called with the accepted bytes, before the first part and after each. A promise is awaited; its rejection stops the upload. */
  readonly onProgress: (sent: bigint, size: bigint) => unknown;
  /** Aborts the upload. */
  readonly signal?: AbortSignal | undefined;
}

/** Uploads a file by the recipe of the service, from the first step to the last. @throws Failure, UploadStopped */
export async function upload(service: Service, order: UploadOrder): Promise<Item> {
  const { source, name, dirId, partSize, signal } = order;
  const size = BigInt(source.size);
  await checkRoom(service, size, signal);
  const address = await uploadAddress(service, dirId, signal);
  const fileId = await service.call('uploadStartFile', { dirId, name, fullSize: size }, signal);
  if (fileId <= 0n) throw new Failure('refused', `the service reserves no place for the file: ${fileId}`);
  const progress = { fileId, name, dirId, size: source.size, partSize, sent: new Set<number>() };
  return stoppable(progress, () => complete(service, order, address, progress));
}

/** Resumes a stopped upload: sends the missing parts. @throws UploadStopped */
export function resume(service: Service, order: UploadOrder, progress: Progress): Promise<Item> {
  const { source, signal } = order;
  return stoppable(progress, async () => {
    if (source.size !== progress.size)
      throw new Failure('source', `what is uploaded had ${progress.size} bytes, and has ${source.size}`);
    const { fileId } = progress;
    // It may have been finished when the answer to that was lost (assumption: what the operation means).
    if (!(await service.call('uploadStartedFileExists', { fileId }, signal)))
      return storedFile(service, order, progress, await source.md5(signal));
    const address = await uploadAddress(service, progress.dirId, signal);
    return complete(service, order, address, progress);
  });
}

/** Adds the handle to any failure: a stopped upload stays reserved and can be resumed. */
async function stoppable(progress: Progress, work: () => Promise<Item>): Promise<Item> {
  try {
    return await work();
  } catch (error) {
    throw new UploadStopped(stopOf(error), writeHandle(progress));
  }
}

/** Other errors come from the source, and from `onProgress`. */
const stopOf = (error: unknown): Failure =>
  error instanceof Failure
    ? error
    : new Failure('source', error instanceof Error ? error.message : String(error), { cause: error });

/** Step 1: the file must fit the free space, and be no larger than a file may be. Equal is allowed. */
async function checkRoom(service: Service, size: bigint, signal: AbortSignal | undefined): Promise<void> {
  const free = await service.call('getFreeSpace', {}, signal);
  if (size > free) throw new Failure('refused', `the file has ${size} bytes, and ${free} are free`);
  const largest = await service.call('getMaxFileSize', {}, signal);
  if (size > largest)
    throw new Failure('refused', `the file has ${size} bytes, and the largest one allowed has ${largest}`);
}

/** Steps 2 to 4: session key, data center, address. The address is used as it is, with its query. */
async function uploadAddress(
  service: Service,
  dirId: bigint,
  signal: AbortSignal | undefined,
): Promise<string> {
  const sessionKey = await service.call('createUploadSessionKey', { dirId }, signal);
  if (sessionKey === '')
    throw new Failure('refused', `the service opens no upload session for the folder ${dirId}`);
  const dataCenter = await service.call('getNewFileDataCenter', {}, signal);
  if (dataCenter <= 0n) throw new Failure('refused', `the service has no data center: ${dataCenter}`);
  // The answer has 64 bits, and the argument 32.
  const place = { dataCenterId: Number(dataCenter), sessionKey };
  const address = await service.call('getUploadFormUrl', place, signal);
  if (!/^https?:\/\//i.test(address))
    throw new Failure('refused', `the service gives no upload address: "${address}"`);
  return address.trim();
}

/** Steps 6 and 7: the missing parts, then the digest, then a look at the stored file. */
async function complete(
  service: Service,
  order: UploadOrder,
  address: string,
  progress: Progress,
): Promise<Item> {
  await sendParts(service, order, address, progress);
  const md5 = await order.source.md5(order.signal);
  return finish(service, order, progress, md5);
}

/** Sends the missing parts, some concurrently. After the first failure, no part is started or repeated. */
async function sendParts(
  service: Service,
  { source, parallel, onProgress, signal }: UploadOrder,
  address: string,
  progress: Progress,
): Promise<void> {
  const { sent, partSize } = progress;
  const lacking = source.stretches(partSize).filter(({ start }) => !sent.has(start));
  let taken = source.size - lacking.reduce((bytes, { start, end }) => bytes + end - start, 0);
  const report = (): unknown => onProgress(BigInt(taken), BigInt(source.size));
  const stopping = new AbortController();
  const sending: Sending = { service, address, source, progress, signal, stop: stopping.signal };
  const lane = async (): Promise<void> => {
    for (let part = lacking.shift(); part && !stopping.signal.aborted; part = lacking.shift()) {
      await sendPart(sending, part);
      sent.add(part.start);
      taken += part.end - part.start;
      await report();
    }
  };
  await report();
  // The first failure is the reason: the others only report that they were stopped.
  const lanes = Array.from({ length: parallel }, () => lane().catch((error) => stopping.abort(error)));
  await Promise.all(lanes);
  if (stopping.signal.aborted) throw stopping.signal.reason;
}

/** Joins the parts. When the answer is lost, looks for the file before the call is repeated. */
async function finish(service: Service, order: UploadOrder, progress: Progress, md5: string): Promise<Item> {
  const { fileId, sent } = progress;
  const { signal } = order;
  for (let failed = 0; ; failed++) {
    try {
      const problem = await service.call('uploadFinishFile', { fileId, md5 }, signal);
      if (problem !== '') {
        // Which part is wrong is not known, so all are sent again.
        sent.clear();
        throw new Failure('refused', `the service did not join the parts: ${problem}`);
      }
      return await storedFile(service, order, progress, md5);
    } catch (error) {
      if (!isPassing(error) || failed >= service.retry.retries) throw error;
    }
    if (!(await service.call('uploadStartedFileExists', { fileId }, signal)))
      return storedFile(service, order, progress, md5);
    await pause(service.retry, failed, signal);
  }
}

/** The stored file must have the size and digest of the source. */
async function storedFile(
  service: Service,
  { source, signal }: UploadOrder,
  { fileId }: Progress,
  md5: string,
): Promise<Item> {
  const item = await service.call('getFileInfo', { fileId }, signal);
  const otherDigest = item.md5 !== undefined && item.md5.toLowerCase() !== md5;
  if (item.size !== BigInt(source.size) || otherDigest)
    throw new Failure(
      'damaged',
      `the service stored other bytes than were sent: ${item.size} of ${source.size}`,
    );
  return item;
}
