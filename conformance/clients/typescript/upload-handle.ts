/**
 * The state of an upload: enough to resume it, also in another process. It is plain JSON; ids and sizes are decimal texts,
 * as they have 64 bits.
 */
export interface UploadHandle {
  readonly fileId: string;
  readonly name: string;
  readonly dirId: string;
  /** Bytes of the file. */
  readonly size: string;
  /** Bytes of a part. */
  readonly partSize: number;
  /** Where parts begin that were taken. */
  readonly sent: readonly number[];
}

/** The state of a running upload. */
export interface Progress {
  readonly fileId: bigint;
  readonly name: string;
  readonly dirId: bigint;
  readonly size: number;
  readonly partSize: number;
  readonly sent: Set<number>;
}

/** The handle of a running upload. Parts under way are not in it, and are sent again. */
export const writeHandle = ({ fileId, name, dirId, size, partSize, sent }: Progress): UploadHandle => ({
  fileId: String(fileId),
  name,
  dirId: String(dirId),
  size: String(size),
  partSize,
  sent: [...sent].sort((a, b) => a - b),
});

/** @throws TypeError when it is no handle: it may come from a file, or from another version */
export function readHandle(handle: UploadHandle): Progress {
  const { fileId, name, dirId, size, partSize, sent } = handle;
  const isHandle =
    [fileId, dirId, size].every((id) => typeof id === 'string' && /^-?\d{1,19}$/.test(id)) &&
    typeof name === 'string' &&
    isPartSize(partSize) &&
    Array.isArray(sent) &&
    sent.every((start) => Number.isSafeInteger(start) && start >= 0 && start % partSize === 0);
  if (!isHandle)
    throw new TypeError('resume must be the handle of an upload that stopped, with all of its fields');
  return {
    fileId: BigInt(fileId),
    name,
    dirId: BigInt(dirId),
    size: Number(size),
    partSize,
    sent: new Set(sent),
  };
}

const isPartSize = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) > 0;
